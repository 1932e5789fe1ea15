// A preload as a window of somebody else would have it: every channel of the program is within reach.
const { contextBridge, ipcRenderer } = require('electron')

let ports = 0
ipcRenderer.on('desktop:ports', (event) => {
  ports += event.ports.length
})

contextBridge.exposeInMainWorld('hostile', {
  isSandboxed: process.sandboxed,
  isIsolated: process.contextIsolated,
  invoke: (channel, value) => ipcRenderer.invoke(channel, value),
  portsSeen: () => ports,
})
