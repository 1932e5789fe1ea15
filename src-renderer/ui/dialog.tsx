import { AlertDialog } from '@base-ui/react/alert-dialog'
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { useWords } from '../i18n/index.ts'
import { Button, type ButtonTone } from './button.tsx'
import { type DialogBaseProps, DialogFrame } from './dialog-base.tsx'
import { type DialogFact, DialogFacts } from './dialog-facts.tsx'
import { errorText } from './error-text.ts'
import { Field } from './field.tsx'
import { HeldButton } from './held-button.tsx'
import { oncePerPress } from './single-press.ts'
import { showToast } from './toast-manager.ts'

export interface ConfirmDialogProps extends Omit<DialogBaseProps, 'title' | 'children'> {
  /** A question that names the deed. */
  readonly title: string
  readonly children?: ReactNode
  /** What will happen, with numbers. */
  readonly facts?: readonly DialogFact[]
  readonly confirmLabel: string
  /** Leaves everything as it is; `Cancel` unless that word could be misread. */
  readonly safeLabel?: string
  readonly confirmTone?: ButtonTone
  /** A word that must be typed exactly before the confirm button works. */
  readonly typedWord?: string
  /** Real money is at stake: marks the dialog. */
  readonly live?: boolean
  /** The confirm button must be held; this stands on it meanwhile: `Keep holding to flatten`. */
  readonly holdingLabel?: string
  /** Nothing can be confirmed now; the text says why. */
  readonly blocked?: string | undefined
  /**
   * The dialog closes when it succeeds; when it throws, the dialog stays and shows the error's message. Where it was left
   * before the answer came, a toast says what failed.
   */
  readonly onConfirm: () => Promise<unknown>
}

/** Asks before something that cannot be undone. The safe answer comes first and has the focus. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, onOpenChange, title, subtitle, children, facts = [], badge, live } = props
  // Controls among the facts come before the buttons, and one of them could make the deed worse at a key.
  const safe = useRef<HTMLButtonElement>(null)
  return (
    <DialogFrame
      kind="question"
      open={open}
      onOpenChange={onOpenChange}
      title={title}
      subtitle={subtitle}
      badge={badge}
      className={live ? 'dialog-live' : undefined}
      initialFocus={safe}
      actions={<ConfirmActions {...props} safe={safe} />}
    >
      <AlertDialog.Description className="dialog-text" render={<div />}>
        {children}
      </AlertDialog.Description>
      {facts.length > 0 && <DialogFacts facts={facts} />}
    </DialogFrame>
  )
}

interface ConfirmActionsProps extends ConfirmDialogProps {
  readonly safe: RefObject<HTMLButtonElement | null>
}

function ConfirmActions(props: ConfirmActionsProps) {
  const { safeLabel, typedWord, blocked, safe } = props
  const t = useWords('common')
  const [typed, setTyped] = useState('')
  const { busy, fault, confirm } = useConfirm(props)
  const problem = fault ?? blocked
  return (
    <>
      {typedWord !== undefined && (
        <div className="dialog-typed">
          <Field
            stacked
            className="mono-field"
            label={t('typeWord', { word: typedWord })}
            value={typed}
            onValueChange={setTyped}
          />
        </div>
      )}
      <div className="dialog-actions">
        {problem !== undefined && (
          <p className="danger dialog-fault" role="alert">
            {problem}
          </p>
        )}
        <AlertDialog.Close ref={safe} render={<Button size="large">{safeLabel ?? t('cancel')}</Button>} />
        <ConfirmButton
          {...props}
          disabled={busy || blocked !== undefined || (typedWord !== undefined && typed !== typedWord)}
          onPress={confirm}
        />
      </div>
    </>
  )
}

interface ConfirmButtonProps extends Pick<ConfirmDialogProps, 'confirmLabel' | 'confirmTone' | 'holdingLabel'> {
  readonly disabled: boolean
  readonly onPress: () => Promise<void>
}

function ConfirmButton(props: ConfirmButtonProps) {
  const { confirmLabel, confirmTone: tone = 'danger', holdingLabel, disabled, onPress } = props
  const press = (): void => void onPress()
  if (holdingLabel === undefined) {
    return (
      <Button size="large" tone={tone} disabled={disabled} onClick={oncePerPress(press)}>
        {confirmLabel}
      </Button>
    )
  }
  return (
    <HeldButton
      size="large"
      tone={tone}
      disabled={disabled}
      label={confirmLabel}
      holdingLabel={holdingLabel}
      onHeld={press}
    />
  )
}

function useConfirm({ onConfirm, onOpenChange, title }: ConfirmDialogProps) {
  const t = useWords('common')
  const isThere = useIsThere()
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string>()
  const confirm = async (): Promise<void> => {
    setBusy(true)
    setFault(undefined)
    try {
      await onConfirm()
      if (isThere()) onOpenChange(false)
    } catch (error) {
      if (!isThere()) return showToast({ kind: 'error', title: t('notDone', { title }), text: errorText(error) })
      setFault(errorText(error))
      setBusy(false)
    }
    return undefined
  }
  return { busy, fault, confirm }
}

/** Whether the caller is still in the page, asked after something that took its time. */
function useIsThere(): () => boolean {
  const there = useRef(true)
  useEffect(() => {
    there.current = true
    return () => {
      there.current = false
    }
  }, [])
  return () => there.current
}
