export { App } from './app.tsx'
export { type Selection, useSelection } from './selection.ts'
export { followTheme, type Theme, useTheme } from './theme.ts'
