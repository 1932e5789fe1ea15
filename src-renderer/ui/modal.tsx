import type { ReactNode } from 'react'
import { type DialogBaseProps, DialogFrame } from './dialog-base.tsx'

export interface ModalProps extends DialogBaseProps {
  /** Buttons under the content, the safe one first. */
  readonly actions?: ReactNode
  readonly className?: string | undefined
}

/** A dialog that shows or edits something. Escape, its cross and a press outside close it; for questions there is `ConfirmDialog`. */
export function Modal({ actions, ...props }: ModalProps) {
  return (
    <DialogFrame
      kind="content"
      actions={actions !== undefined && <div className="dialog-actions">{actions}</div>}
      {...props}
    />
  )
}

export type DrawerProps = ModalProps

/** The same at the right edge, 560 wide, while the window behind it stays in use: for the whole story of one thing. */
export function Drawer({ actions, ...props }: DrawerProps) {
  return (
    <DialogFrame
      kind="drawer"
      actions={actions !== undefined && <div className="dialog-actions">{actions}</div>}
      {...props}
    />
  )
}
