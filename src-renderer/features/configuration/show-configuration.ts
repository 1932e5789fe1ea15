import { openPanel } from '../../panels/index.ts'
import { useDraftStore } from './draft-store.ts'

/** Shows the configuration, with the focus on a key if there is one. @param key With dots: `risk.maxLeverage`. */
export function showConfiguration(key: string | undefined): void {
  useDraftStore.getState().want(key)
  openPanel('configuration', { tab: 'settings' })
}
