const { contextBridge, ipcRenderer } = require('electron')

if (window.location.origin === 'app://wheelhouse') {
  globalThis.secretOfPreload = true
  ipcRenderer.on('ports', (event, message) => window.postMessage(message, window.location.origin, event.ports))
  contextBridge.exposeInMainWorld('api', {
    platform: process.platform,
    nested: { list: [1, 2] },
    echo: (value) => ipcRenderer.invoke('echo', value),
    fail: () => ipcRenderer.invoke('fail'),
    ask: (channel) => ipcRenderer.invoke(channel),
    connect: () => ipcRenderer.invoke('connect'),
    whoAmI: () => ipcRenderer.invoke('who-am-i'),
    node: () => [typeof require('electron'), typeof Buffer],
    requireFs: () => require('node:fs'),
    onPush: (listener) => {
      const handle = (_event, value) => listener(value)
      ipcRenderer.on('push', handle)
      return () => ipcRenderer.removeListener('push', handle)
    },
  })
}
