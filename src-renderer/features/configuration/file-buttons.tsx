import type { DesktopBridge, FileResult } from '../../../src-contract/index.ts'
import { useEngine } from '../../client/index.ts'
import { useWords, words } from '../../i18n/index.ts'
import { Button, errorText, showToast } from '../../ui/index.ts'

/** Export and import as files, which the desktop program does; nothing in a browser, where there is no such program. */
export function FileButtons() {
  const t = useWords('configuration')
  const bridge = useEngine().host?.bridge
  if (bridge === undefined) return null
  return (
    <div className="config-files">
      <Button size="row" onClick={() => void report(exportConfiguration(bridge))}>
        {t('files.export')}
      </Button>
      <Button size="row" onClick={() => void report(bridge.importConfiguration())}>
        {t('files.import')}
      </Button>
    </div>
  )
}

const exportConfiguration = (bridge: DesktopBridge): Promise<FileResult> => bridge.exportFile('configuration')

/** Says what became of it; a dialog that was cancelled needs no words. */
async function report(result: Promise<FileResult>): Promise<void> {
  const outcome = await result.catch((error: unknown): FileResult => ({ kind: 'failed', message: errorText(error) }))
  if (outcome.kind === 'done') showToast({ kind: 'success', title: outcome.detail, text: outcome.file })
  if (outcome.kind === 'failed')
    showToast({ kind: 'error', title: words('configuration')('files.failed'), text: outcome.message })
}
