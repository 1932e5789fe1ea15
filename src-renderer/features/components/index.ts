export { ComponentsTable } from './components-table.tsx'
