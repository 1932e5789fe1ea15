export { FillsTable } from './fills-table.tsx'
