import { CheckCheck } from 'lucide-react'
import { useMemo } from 'react'
import { z } from 'zod'
import { useAlerts, useConnection, usePriceAlerts } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { HeadActions, usePanel, usePanelParams } from '../../panels/index.ts'
import { Button, SubTabs } from '../../ui/index.ts'
import { AlertList } from './alert-list.tsx'
import { ALERT_SECTIONS, alertsBySection } from './alert-sections.ts'
import './alerts.css'
import { PriceAlerts } from './price-alerts.tsx'
import { useAcknowledge } from './use-acknowledge.ts'

/** What somebody should know of, what was seen, what is over, and prices that are waited for. */
export function AlertsPanel() {
  return usePanel().visible ? <Alerts /> : null
}

const TABS = [...ALERT_SECTIONS, 'prices'] as const
const Params = z.object({ tab: z.enum(TABS).catch('active') })

function Alerts() {
  const t = useWords('alerts')
  const { loaded, list } = useAlerts()
  const prices = usePriceAlerts()
  const [{ tab }, setParams] = usePanelParams(Params)
  const acknowledge = useAcknowledge()
  const sections = useMemo(() => alertsBySection(list), [list])
  const connected = useConnection().kind === 'connected'
  return (
    <>
      <SubTabs
        label={t('tabs.label')}
        value={tab}
        onValueChange={(next) => setParams({ tab: next })}
        tabs={[
          ...ALERT_SECTIONS.map((section) => ({
            value: section,
            label: t(`tabs.${section}`),
            count: loaded && section !== 'resolved' ? sections[section].length : undefined,
            content: (
              <AlertList section={section} alerts={loaded ? sections[section] : undefined} acknowledge={acknowledge} />
            ),
          })),
          {
            value: 'prices' as const,
            label: t('tabs.prices'),
            count: prices.loaded ? prices.list.length : undefined,
            content: <PriceAlerts />,
          },
        ]}
      />
      <HeadActions>
        {sections.active.length > 0 && (
          <Button size="small" disabled={!connected || acknowledge.busy} onClick={acknowledge.all}>
            <CheckCheck size={12} aria-hidden="true" />
            {t('acknowledgeAll')}
          </Button>
        )}
      </HeadActions>
    </>
  )
}
