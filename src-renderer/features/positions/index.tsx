export { PositionsTable } from './positions-table.tsx'
