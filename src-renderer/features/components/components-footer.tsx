import type { ComponentView } from '../../../src-contract/index.ts'
import { useStatus } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { countStates } from './component-rows.ts'

/** How many components are well and how many are not, and what trading does meanwhile. */
export function ComponentsFooter({ components }: { readonly components: readonly ComponentView[] }) {
  const t = useWords('components')
  const tradingState = useStatus((status) => status.tradingState)
  const { running, degraded, faulted, faultedCritical } = countStates(components)
  return (
    <>
      <span>{t('footer.running', { count: running, all: components.length })}</span>
      {degraded > 0 && <span className="warn">{t('footer.degraded', { count: degraded })}</span>}
      {faulted > 0 && <span className="warn">{t('footer.faulted', { count: faulted })}</span>}
      {faultedCritical > 0 && <span className="danger">{t('footer.faultedCritical', { count: faultedCritical })}</span>}
      <span className="components-trading">
        {t('footer.trading')} <b>{tradingState === undefined ? t('footer.unknown') : t(`trading.${tradingState}`)}</b>
      </span>
    </>
  )
}
