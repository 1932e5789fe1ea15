import { describeFault } from '../../client/index.ts'
import { words } from '../../i18n/index.ts'
import { showToast } from '../../ui/index.ts'
import { followPreferences } from './apply-preferences.ts'
import { Preferences } from './preferences.ts'

/** The preferences of this window, applied to the page from now on. */
export function createPreferences(): Preferences {
  const preferences = new Preferences({
    storage: localStorage,
    describeFault,
    onOwnOnly: () => {
      const t = words('workspace')
      showToast({ kind: 'info', title: t('preferences.ownOnly'), text: t('preferences.ownOnlyText') })
    },
  })
  followPreferences(preferences)
  return preferences
}
