import { AlertDialog } from '@base-ui/react/alert-dialog'
import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode, RefObject } from 'react'
import { useWords } from '../i18n/index.ts'
import { classNames } from './class-names.ts'
import './dialog.css'
import { useFocusOrigin } from './use-focus-origin.ts'

/** What every dialog has: a state that its owner keeps, a title, and a badge beside it. */
export interface DialogBaseProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly title: ReactNode
  /** Under the title, quieter: what it is about. */
  readonly subtitle?: ReactNode
  /** Right of the title. */
  readonly badge?: ReactNode
  readonly children: ReactNode
}

export interface DialogFrameProps extends DialogBaseProps {
  /**
   * `question` wants an answer: a press outside does not close it. `content` can be left by its cross and a press
   * outside. `drawer` is content at the right edge, and the window behind it stays in use.
   */
  readonly kind: 'question' | 'content' | 'drawer'
  /** Buttons under the content, the safe one first. */
  readonly actions?: ReactNode
  /** What has the focus first; otherwise the first control. */
  readonly initialFocus?: RefObject<HTMLElement | null>
  readonly className?: string | undefined
}

/** The frame of everything that opens over the window; Escape closes it and gives the focus back. */
export function DialogFrame({ kind, open, onOpenChange, initialFocus, className, ...content }: DialogFrameProps) {
  // An alert dialog has the parts of a dialog; only its root tells that it must be answered.
  const Root = kind === 'question' ? AlertDialog.Root : Dialog.Root
  const origin = useFocusOrigin(open)
  const place = kind === 'drawer' ? { modal: false, disablePointerDismissal: true } : {}
  return (
    <Root open={open} onOpenChange={(next: boolean) => onOpenChange(next)} {...place}>
      <Dialog.Portal>
        {kind !== 'drawer' && <Dialog.Backdrop className="scrim" />}
        <Dialog.Popup
          {...origin}
          className={classNames(kind === 'drawer' ? 'drawer' : 'dialog', className)}
          {...(initialFocus !== undefined && { initialFocus })}
        >
          <DialogContent closable={kind !== 'question'} {...content} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Root>
  )
}

type DialogContentProps = Pick<DialogFrameProps, 'title' | 'subtitle' | 'badge' | 'children' | 'actions'> & {
  readonly closable: boolean
}

function DialogContent({ closable, title, subtitle, badge, children, actions }: DialogContentProps) {
  const t = useWords('common')
  return (
    <>
      <div className="dialog-head">
        <div className="dialog-titles">
          <Dialog.Title className="dialog-title">{title}</Dialog.Title>
          {subtitle !== undefined && <p className="dialog-subtitle">{subtitle}</p>}
        </div>
        {badge}
        {closable && (
          <Dialog.Close className="button button-icon button-quiet" aria-label={t('close')} title={t('close')}>
            <X size={14} aria-hidden="true" />
          </Dialog.Close>
        )}
      </div>
      <div className="dialog-body">{children}</div>
      {actions}
    </>
  )
}
