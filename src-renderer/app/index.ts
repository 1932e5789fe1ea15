export { App } from './app.tsx'
export { followTheme, type Theme, useTheme } from './theme.ts'
