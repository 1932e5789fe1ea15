export { type LayoutDraft, LayoutStore, type LayoutStoreOptions, MAX_LAYOUTS } from './layout-store.ts'
