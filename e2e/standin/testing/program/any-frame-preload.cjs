// Exposed in every frame, whatever it shows.
const { contextBridge, ipcRenderer } = require('electron')

contextBridge.exposeInMainWorld('api', { whoAmI: () => ipcRenderer.invoke('who-am-i') })
