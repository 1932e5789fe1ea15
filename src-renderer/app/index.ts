export { App, type AppProps } from './app.tsx'
export { createPreferences } from './preferences/create-preferences.ts'
