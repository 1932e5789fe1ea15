import type { FillView, OrderView } from '../../../src-contract/index.ts'
import type { LayoutsState } from '../workspace/layouts.ts'

const BY_HAND = 'hand'

export interface FolderFacts {
  readonly layouts: Pick<LayoutsState, 'layouts' | 'saving' | 'fileFault'>
  readonly orders: readonly Pick<OrderView, 'owner'>[]
  readonly fills: readonly Pick<FillView, 'owner'>[]
}

/** Whether nobody has used the window with this data folder: no layout was kept, and no hand has traded. */
export function isNewFolder({ layouts: { layouts, saving, fileFault }, orders, fills }: FolderFacts): boolean {
  if (fileFault || saving.kind === 'failed' || saving.kind === 'refused') return false
  return (
    layouts.every(({ changedAtMs }) => changedAtMs === null) &&
    ![...orders, ...fills].some(({ owner }) => owner === BY_HAND)
  )
}
