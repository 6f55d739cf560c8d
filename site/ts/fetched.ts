// Fetches what the site serves, and says in words what is in the way: browsers say "Failed to fetch", each in its own language.

/** Returns the answer for an address, whatever it is. An error's message goes on a sentence. */
export async function answered(address: string): Promise<Response> {
  return fetch(address).catch(() => {
    throw new TypeError("the server does not answer");
  });
}

/** Returns what is at an address. */
export async function fetched(address: string): Promise<Response> {
  const response = await answered(address);
  if (!response.ok) throw new TypeError(`the server answers ${response.status}`);
  return response;
}
