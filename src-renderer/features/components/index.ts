export { showComponent } from './chosen-component.ts'
export { ComponentsTable } from './components-table.tsx'
