import { useWords } from '../../i18n/index.ts'
import { openPanel } from '../../panels/index.ts'
import { Button } from '../../ui/index.ts'

/** Ways to have something in an empty table: trade by hand, or switch a strategy on. */
export function WaysToFill() {
  const t = useWords('tables')
  return (
    <>
      <Button onClick={() => openPanel('ticket')}>{t('ways.ticket')}</Button>
      <Button tone="quiet" onClick={() => openPanel('strategies')}>
        {t('ways.strategies')}
      </Button>
    </>
  )
}
