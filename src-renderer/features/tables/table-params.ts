import { useCallback } from 'react'
import { z } from 'zod'
import { usePanelParams } from '../../panels/index.ts'
import { TableView } from '../../ui/index.ts'

/** What every table of the trading panels keeps with the layout. */
export const TableParams = z.object({
  table: TableView,
  /** Shows only the instrument that the window looks at. */
  onlyInstrument: z.boolean().catch(false),
})
export type TableParams = z.infer<typeof TableParams>

/** The settings of a table panel, and what changes its arrangement. */
export function useTableParams<Params extends TableParams>(schema: z.ZodType<Params>) {
  const [params, change] = usePanelParams(schema)
  const onViewChange = useCallback((table: TableView) => change({ table } as Partial<Params>), [change])
  return { params, change, view: params.table, onViewChange } as const
}
