import { Button } from '@mantine/core';
import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './DiscardQuestion.module.css';

interface DiscardQuestionProps {
  onKeep: () => void;
  onDiscard: () => void;
}

/** Stands over the foot of a dialog that would be closed with something typed in it. The focus begins on the safe answer. */
export function DiscardQuestion({ onKeep, onDiscard }: DiscardQuestionProps) {
  const { t } = useTranslation();
  const questionId = useId();
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => keep.current?.focus(), []);
  return (
    <fieldset className={classes.question} aria-labelledby={questionId}>
      <p id={questionId}>{t('dialog.discard.question')}</p>
      <Button ref={keep} variant="default" aria-describedby={questionId} onClick={onKeep}>
        {t('dialog.discard.keep')}
      </Button>
      <Button color="red" onClick={onDiscard}>
        {t('dialog.discard.discard')}
      </Button>
    </fieldset>
  );
}
