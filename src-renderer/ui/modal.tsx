import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import './dialog.css'

export interface ModalProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly title: ReactNode
  /** Right of the title, before the close button. */
  readonly badge?: ReactNode
  readonly children: ReactNode
  /** Buttons under the content, the safe one first. */
  readonly actions?: ReactNode
}

/** A dialog that shows or edits something. Escape, its cross and a press outside close it; for questions there is `ConfirmDialog`. */
export function Modal({ open, onOpenChange, title, badge, children, actions }: ModalProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="scrim" />
        <Dialog.Popup className="dialog">
          <div className="dialog-head">
            <Dialog.Title className="dialog-title">{title}</Dialog.Title>
            {badge}
            <Dialog.Close className="button button-icon button-quiet" aria-label="Close" title="Close">
              <X size={14} aria-hidden="true" />
            </Dialog.Close>
          </div>
          <div className="dialog-body">{children}</div>
          {actions !== undefined && <div className="dialog-actions">{actions}</div>}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
