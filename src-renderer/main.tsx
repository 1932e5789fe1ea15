import './zod-jitless.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App, followTheme } from './app/index.ts'
import { createEngineClient, createEngineStores, takeToken } from './client/index.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no element "root".')

followTheme(document.documentElement)
const token = takeToken({ location, history, storage: sessionStorage })
const client = createEngineClient({ baseUrl: location.origin, token })
const stores = createEngineStores()

createRoot(root).render(
  <StrictMode>
    <App client={client} stores={stores} />
  </StrictMode>,
)
