import { AlertDialog } from '@base-ui/react/alert-dialog'
import { type ReactNode, useState } from 'react'
import { Button, type ButtonTone } from './button.tsx'
import './dialog.css'
import { errorText } from './error-text.ts'

export interface DialogFact {
  readonly label: string
  readonly value: ReactNode
}

export interface ConfirmDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  /** A question that names the deed. */
  readonly title: string
  readonly children?: ReactNode
  /** What will happen, with numbers. */
  readonly facts?: readonly DialogFact[]
  readonly badge?: ReactNode
  readonly confirmLabel: string
  /** Leaves everything as it is; `Cancel` unless that word could be misread. */
  readonly safeLabel?: string
  readonly confirmTone?: ButtonTone
  /** The dialog closes when it succeeds; when it throws, the dialog stays and shows the error's message. */
  readonly onConfirm: () => Promise<unknown>
}

/** Asks before something that cannot be undone. The safe answer comes first and has the focus. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, onOpenChange, title, children, facts = [], badge } = props
  return (
    <AlertDialog.Root open={open} onOpenChange={onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="scrim" />
        <AlertDialog.Popup className="dialog">
          <div className="dialog-head">
            <AlertDialog.Title className="dialog-title">{title}</AlertDialog.Title>
            {badge}
          </div>
          <div className="dialog-body">
            <AlertDialog.Description className="dialog-text">{children}</AlertDialog.Description>
            {facts.length > 0 && (
              <dl className="dialog-facts">
                {facts.map(({ label, value }) => [<dt key="label">{label}</dt>, <dd key="value">{value}</dd>])}
              </dl>
            )}
          </div>
          <ConfirmActions {...props} />
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}

function ConfirmActions(props: ConfirmDialogProps) {
  const { confirmLabel, safeLabel = 'Cancel', confirmTone = 'danger', onConfirm, onOpenChange } = props
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string>()
  const confirm = async (): Promise<void> => {
    setBusy(true)
    setFault(undefined)
    try {
      await onConfirm()
      onOpenChange(false)
    } catch (error) {
      setFault(errorText(error))
      setBusy(false)
    }
  }
  return (
    <div className="dialog-actions">
      {fault !== undefined && (
        <p className="danger dialog-fault" role="alert">
          {fault}
        </p>
      )}
      <AlertDialog.Close render={<Button size="large">{safeLabel}</Button>} />
      <Button size="large" tone={confirmTone} disabled={busy} onClick={() => void confirm()}>
        {confirmLabel}
      </Button>
    </div>
  )
}
