import { contextBridge, ipcRenderer } from 'electron'
import { APP_ORIGIN, BRIDGE_NAME } from '../src-contract/index.ts'
import { createBridge } from './bridge.ts'
import { relayPorts } from './ports-relay.ts'

// A page of any other origin gets nothing, even if one were ever loaded into the window.
if (window.location.origin === APP_ORIGIN) {
  relayPorts(ipcRenderer, window)
  contextBridge.exposeInMainWorld(BRIDGE_NAME, createBridge(ipcRenderer, process.platform))
}
