package site

import (
	"crypto/sha256"
	"encoding/base64"
)

// Room is the only script that may stand in a page: that of the frame in which readers' programs run. The frame has no origin, so
// that nothing in it reaches the site's storage, caches or pages, and a policy of its own, which the worker in it inherits. The
// script starts the worker with the code that the page hands it, and passes messages on.
const Room = `let w;addEventListener("message",({data,source})=>{if(source!==parent)return;` +
	`if(!w){w=new Worker(URL.createObjectURL(new Blob([data],{type:"text/javascript"})));` +
	`w.onmessage=e=>parent.postMessage(e.data,"*");w.onerror=e=>parent.postMessage({failed:e.message||"the interpreter could not be started"},"*")}` +
	`else w.postMessage(data)});parent.postMessage({open:true},"*")`

// RoomPolicy is what the frame may do beyond what its page may: start that script and a worker. It may load nothing.
func RoomPolicy() string {
	return "default-src 'none'; script-src " + roomHash() + " 'wasm-unsafe-eval'; worker-src blob:"
}

// roomHash names Room in a policy.
func roomHash() string {
	sum := sha256.Sum256([]byte(Room))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
