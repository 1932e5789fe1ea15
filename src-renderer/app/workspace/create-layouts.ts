import { describeFault, type EngineClient, windowTimers } from '../../client/index.ts'
import { words } from '../../i18n/index.ts'
import { showToast } from '../../ui/index.ts'
import { Layouts } from './layouts.ts'

const CHOSEN = 'wheelhouse.layout'

/** The layouts of this window: the engine keeps them; which one is open, every window keeps for itself. */
export function createLayouts({ calls }: Pick<EngineClient, 'calls'>): Layouts {
  return new Layouts({
    calls: {
      get: async () => calls.workspace.get(),
      put: async (input) => calls.workspace.put(input),
      reset: async (input) => calls.workspace.reset(input),
      remove: async (input) => calls.workspace.remove(input),
    },
    timers: windowTimers,
    describeFault,
    chosen: {
      // Two windows of one user may show different layouts; a new window begins with the one that was opened last.
      read: () => sessionStorage.getItem(CHOSEN) ?? localStorage.getItem(CHOSEN),
      write: (layoutId) => {
        sessionStorage.setItem(CHOSEN, layoutId)
        localStorage.setItem(CHOSEN, layoutId)
      },
    },
    onUnreadableFile: (reason) =>
      showToast({ kind: 'warn', title: words('workspace')('layouts.fileFault'), text: reason }),
    onRefused: () => {
      const t = words('workspace')
      showToast({ kind: 'info', title: t('layouts.refused'), text: t('layouts.refusedText') })
    },
  })
}
