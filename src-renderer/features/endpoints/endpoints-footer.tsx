import { useWords } from '../../i18n/index.ts'
import type { EndpointTotals } from './endpoint-rows.ts'

/** How many hosts take requests, and what is open to all of them. */
export function EndpointsFooter({ totals }: { readonly totals: EndpointTotals }) {
  const t = useWords('endpoints')
  const { services, available, all, connections } = totals
  return (
    <>
      <span>{t('footer.services', { count: services })}</span>
      <span className={available === all ? undefined : 'warn'}>{t('footer.available', { count: available, all })}</span>
      <span className="endpoints-connections">{t('footer.connections', { count: connections })}</span>
    </>
  )
}
