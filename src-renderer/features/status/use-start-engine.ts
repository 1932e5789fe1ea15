import { useCallback } from 'react'
import { useEngine } from '../../client/index.ts'
import { words } from '../../i18n/index.ts'
import { errorText, showToast } from '../../ui/index.ts'

/** Has the desktop program start its engine, again or at last; does nothing in a browser. */
export function useStartEngine(): () => void {
  const { host } = useEngine()
  return useCallback(() => {
    host?.bridge.restartEngine().catch((error: unknown) =>
      showToast({
        kind: 'error',
        title: words('status')('host.notStarted'),
        text: errorText(error),
      }),
    )
  }, [host])
}
