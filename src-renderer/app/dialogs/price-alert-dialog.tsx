import { PriceAlertForm } from '../../features/alerts/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Modal } from '../../ui/index.ts'
import { useDialogState } from '../open-dialog.ts'

/** Asks for a price to wait for, of the active instrument unless another one is chosen. */
export function PriceAlertDialog() {
  const t = useWords('commands')
  const { open, onOpenChange } = useDialogState('priceAlert')
  return (
    <Modal open={open} onOpenChange={onOpenChange} title={t('priceAlert.title')}>
      <PriceAlertForm onDone={() => onOpenChange(false)} />
    </Modal>
  )
}
