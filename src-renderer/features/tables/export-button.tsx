import { Download } from 'lucide-react'
import type { ExportKind } from '../../../src-contract/index.ts'
import { useEngine } from '../../client/index.ts'
import { useWords, words } from '../../i18n/index.ts'
import { download, errorText, IconButton, showToast } from '../../ui/index.ts'
import { csvText } from './csv.ts'
import type { ExportTable } from './export-column.ts'

export interface ExportButtonProps {
  /** First word of the file's name: `positions`. */
  readonly name: string
  /** Exports that the desktop program writes itself, with its own dialog; the others it puts on the clipboard. */
  readonly kind?: ExportKind
  readonly disabled?: boolean
  readonly table: () => ExportTable
}

/** Writes what a table shows to a file of comma separated values. */
export function ExportButton({ name, kind, disabled, table }: ExportButtonProps) {
  const t = useWords('tables')
  const { host } = useEngine()
  const run = async (): Promise<void> => {
    const { header, rows } = table()
    const text = csvText(header, rows)
    if (host === undefined) {
      download(
        new Blob([text], { type: 'text/csv' }),
        `wheelhouse-${name}-${new Date().toISOString().slice(0, 10)}.csv`,
      )
    } else if (kind === undefined) await copy(text)
    else tell(await host.bridge.exportFile(kind))
  }
  const handleClick = (): void => {
    run().catch((error: unknown) => showToast({ kind: 'error', title: t('notExported'), text: errorText(error) }))
  }
  return (
    <IconButton label={t('export')} disabled={disabled} onClick={handleClick}>
      <Download size={14} aria-hidden="true" />
    </IconButton>
  )
}

/** Pages of the desktop program save no files. */
async function copy(text: string): Promise<void> {
  await navigator.clipboard.writeText(text)
  showToast({ kind: 'success', title: words('tables')('copied') })
}

type FileResult = Awaited<ReturnType<NonNullable<ReturnType<typeof useEngine>['host']>['bridge']['exportFile']>>

function tell(result: FileResult): void {
  const t = words('tables')
  if (result.kind === 'done') showToast({ kind: 'success', title: t('exported', result), text: result.file })
  if (result.kind === 'failed') showToast({ kind: 'error', title: t('notExported'), text: result.message })
}
