import type { CallFault, EngineCalls } from '../../client/index.ts'
import { words } from '../../i18n/index.ts'
import type { ToastMessage } from '../../ui/index.ts'

export interface RefreshPorts {
  readonly market: Pick<EngineCalls['market'], 'refreshInstruments'>
  readonly describeFault: (error: unknown) => CallFault
  readonly show: (message: ToastMessage) => void
}

/** Has the venue asked for its rules and statuses, and tells what came of it. What has changed comes by the topic. */
export async function refreshInstruments({ market, describeFault, show }: RefreshPorts): Promise<void> {
  const t = words('commands')
  try {
    const { length: count } = (await market.refreshInstruments({})).instruments
    show({ kind: 'success', title: t('instruments.done', { count }), text: t('instruments.doneText') })
  } catch (error) {
    const { message, action } = describeFault(error)
    const text = action === 'retry' ? `${message} ${t('instruments.failedText')}` : message
    show({ kind: 'error', title: t('instruments.failed'), text })
  }
}
