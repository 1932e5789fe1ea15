import { useStatus } from '../client/index.ts'
import { AccountPanel } from '../features/account/index.ts'
import { TicketPanel } from '../features/ticket/index.tsx'
import { EnvironmentBadge, TabPanel } from '../ui/index.ts'
import { type SideTab, useSideTab } from './side-tab.ts'

/** Ticket and account in one place, for windows too low for both. */
export function SideTabs() {
  const { tab, show } = useSideTab()
  const environment = useStatus((status) => status.environment)
  return (
    <TabPanel<SideTab>
      label="Ticket and account"
      className="side-tabs"
      value={tab}
      onValueChange={show}
      actions={environment !== undefined && <EnvironmentBadge environment={environment} />}
      tabs={[
        { value: 'ticket', label: 'Ticket', content: <TicketPanel /> },
        { value: 'account', label: 'Account', content: <AccountPanel /> },
      ]}
    />
  )
}
