import { Copy } from 'lucide-react'
import type { LogLineView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, formatDayAndClock, zoneName } from '../../ui/index.ts'
import { copyText } from './copy-text.ts'
import { lineText } from './log-text.ts'

/** All that a line says, one fact a row. */
export function LogFields({ line }: { readonly line: LogLineView }) {
  const t = useWords('log')
  const { seq, timeMs, message, fields } = line
  return (
    <div className="log-fields">
      <p className="log-whole">{message}</p>
      <dl>
        <dt>{t('fieldTime')}</dt>
        <dd>{`${formatDayAndClock(timeMs)} ${zoneName()}`}</dd>
        <dt>{t('fieldNumber')}</dt>
        <dd>{seq}</dd>
        {Object.entries(fields).map(([key, value]) => (
          <Fact key={key} name={key} value={value} />
        ))}
      </dl>
      <Button size="row" onClick={() => copyText(lineText(line), 1)}>
        <Copy size={12} aria-hidden="true" />
        {t('copyLine')}
      </Button>
    </div>
  )
}

function Fact({ name, value }: { readonly name: string; readonly value: unknown }) {
  const text = typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? 'undefined')
  return (
    <>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </>
  )
}
