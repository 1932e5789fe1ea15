import { Copy, Download } from 'lucide-react'
import { type LogItem, useEngine } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { HeadActions } from '../../panels/index.ts'
import { download, formatDayAndClock, IconButton } from '../../ui/index.ts'
import { copyText } from './copy-text.ts'
import { lineText } from './log-text.ts'

/** What can be done with the lines that are shown. Pages of the desktop program save no files: there they are copied. */
export function LogActions({ items }: { readonly items: readonly LogItem[] }) {
  const t = useWords('log')
  const inDesktop = useEngine().host !== undefined
  const isEmpty = items.length === 0
  return (
    <HeadActions>
      <IconButton label={t('copyAll')} disabled={isEmpty} onClick={() => copyText(textOf(items), countOf(items))}>
        <Copy size={14} aria-hidden="true" />
      </IconButton>
      {!inDesktop && (
        <IconButton label={t('download')} disabled={isEmpty} onClick={() => save(textOf(items))}>
          <Download size={14} aria-hidden="true" />
        </IconButton>
      )}
    </HeadActions>
  )
}

const textOf = (items: readonly LogItem[]): string =>
  items.map((item) => (item.kind === 'line' ? lineText(item.line) : `… ${item.count} …`)).join('\n')

const countOf = (items: readonly LogItem[]): number => items.filter(({ kind }) => kind === 'line').length

function save(text: string): void {
  const time = formatDayAndClock(Date.now()).replaceAll(/[^\d]+/g, '-')
  download(new Blob([`${text}\n`], { type: 'text/plain' }), `wheelhouse-log-${time}.txt`)
}
