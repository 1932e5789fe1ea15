import { useConnection } from '../../client/index.ts'
import { useLinkedInstrument } from '../../panels/index.ts'
import type { TableParams } from './table-params.ts'

/** Which rows a table shows, and how old they are. */
export function useTableScope({ onlyInstrument }: Pick<TableParams, 'onlyInstrument'>) {
  const { instrumentId, select } = useLinkedInstrument()
  const connected = useConnection().kind === 'connected'
  return {
    /** The instrument that alone is shown; undefined for all. */
    only: onlyInstrument ? instrumentId : undefined,
    instrumentId,
    select,
    connected,
    /** Class of the table. */
    className: connected ? '' : 'table-old',
  }
}
