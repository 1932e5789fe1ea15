import { Component, type ReactNode } from 'react'
import { words } from '../../i18n/index.ts'
import { Button, ErrorState } from '../../ui/index.ts'

interface PanelBoundaryProps {
  /** Name of the panel. */
  readonly name: string
  readonly children: ReactNode
}

interface PanelBoundaryState {
  readonly fault: string | undefined
}

/** Keeps what went wrong in one panel from taking the window with it. */
export class PanelBoundary extends Component<PanelBoundaryProps, PanelBoundaryState> {
  override state: PanelBoundaryState = { fault: undefined }

  static getDerivedStateFromError(error: unknown): PanelBoundaryState {
    return { fault: error instanceof Error ? error.message : String(error) }
  }

  override componentDidCatch(error: unknown): void {
    reportError(error)
  }

  override render(): ReactNode {
    const { fault } = this.state
    if (fault === undefined) return this.props.children
    const t = words('workspace')
    const again = <Button onClick={() => this.setState({ fault: undefined })}>{t('broken.again')}</Button>
    return (
      <ErrorState title={t('broken.title', { panel: this.props.name })} actions={again} code={fault}>
        {t('broken.text')}
      </ErrorState>
    )
  }
}
