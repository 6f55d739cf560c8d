const id = (name) => document.getElementById(name);
const log = (event) => {
  id("events").textContent += ` ${event.type}:${event.target.id}:${event.isTrusted}`;
};
id("scripts").textContent = "with scripts";
id("button").addEventListener("click", (event) => {
  log(event);
  setTimeout(() => {
    id("says").textContent = "pressed";
  }, 50);
});
for (const name of ["range", "name"]) {
  id(name).addEventListener("change", log);
  id(name).addEventListener("input", () => {
    id("says").textContent = `${name} is ${id(name).value}`;
  });
}
document.addEventListener("keydown", (event) => {
  if (event.key === "?" || event.ctrlKey) id("says").textContent = `key ${event.key} ${event.ctrlKey}`;
});
