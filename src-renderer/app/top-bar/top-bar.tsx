import { ShipWheel } from 'lucide-react'
import { HealthValue, KillSwitch, TradingControl } from '../../features/status/index.ts'
import { useWords } from '../../i18n/index.ts'
import { useDialogState } from '../open-dialog.ts'
import { AccountBlocks, FeedBlock } from './account-blocks.tsx'
import { LayoutTabs } from './layout-tabs.tsx'
import { SearchButton } from './search-button.tsx'
import { TopBarBlock } from './top-bar-block.tsx'
import { WindowMenu } from './window-menu.tsx'
import './top-bar.css'

/** What is always in sight: layouts, search, account, money, feed, health, trading, and the kill switch. */
export function TopBar() {
  const t = useWords('workspace')
  return (
    <header className="top-bar">
      <h1 className="top-bar-mark">
        <ShipWheel size={18} aria-hidden="true" />
        <span className="top-bar-name">{t('topBar.label')}</span>
      </h1>
      <LayoutTabs />
      <SearchButton />
      <div className="top-bar-space" />
      <AccountBlocks />
      <FeedBlock />
      <TopBarBlock label={t('topBar.system')}>
        <HealthValue />
      </TopBarBlock>
      <TradingControl />
      <div className="top-bar-actions">
        <WindowMenu />
        <KillSwitch {...useDialogState('killSwitch')} />
      </div>
    </header>
  )
}
