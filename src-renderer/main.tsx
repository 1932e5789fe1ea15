import './zod-jitless.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { BRIDGE_NAME, type DesktopBridge } from '../src-contract/index.ts'
import { App, createPreferences } from './app/index.ts'
import { chosenAccount, createEngineClient, createEngineStores, takeToken } from './client/index.ts'

declare global {
  interface Window {
    /** Put there by the desktop's preload; absent in a browser. */
    readonly [BRIDGE_NAME]?: DesktopBridge
  }
}

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no element "root".')

const preferences = createPreferences()
const bridge = window[BRIDGE_NAME]
const account = chosenAccount(sessionStorage)
const client = createEngineClient(
  bridge === undefined
    ? { baseUrl: location.origin, token: takeToken({ location, history, storage: sessionStorage }), account }
    : { bridge, account },
)
const stores = createEngineStores()

createRoot(root).render(
  <StrictMode>
    <App client={client} stores={stores} preferences={preferences} />
  </StrictMode>,
)
