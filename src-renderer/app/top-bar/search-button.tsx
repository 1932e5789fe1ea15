import { Search } from 'lucide-react'
import { useWords } from '../../i18n/index.ts'
import { KeyCap } from '../../ui/index.ts'
import { keysText } from '../commands/keys.ts'
import { useOpenDialog } from '../open-dialog.ts'

/** Opens the palette; looks like the field that it opens. */
export function SearchButton() {
  const t = useWords('workspace')
  const open = useOpenDialog((dialog) => dialog.open)
  return (
    <button
      type="button"
      className="search-button"
      aria-keyshortcuts="Control+K"
      aria-haspopup="dialog"
      onClick={() => open('palette')}
    >
      <Search size={14} aria-hidden="true" />
      <span className="search-long">{t('topBar.search')}</span>
      <span className="search-short">{t('topBar.searchShort')}</span>
      <KeyCap keys={keysText('palette.open')} />
    </button>
  )
}
