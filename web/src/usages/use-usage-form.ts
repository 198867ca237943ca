import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { accountQuery } from '../session/account';
import { draftOf, dropDraft, keepDraft } from '../session/drafts';
import { session } from '../session/state';
import { useFormats } from '../ui/use-formats';
import { useOnce } from '../ui/use-once';
import { useServiceForm } from '../ui/use-service-form';
import { ChangedMeanwhile, correctUsage } from './correct';
import { DRAFT, type Draft } from './draft';
import { readAnew, recordUsage, type Usage } from './queries';
import { changesTo, type Entered, type EntryFault, enteredOf, onTopOf, readEntered } from './statement';

type OnSaved = (saved: Usage, isAnotherToCome: boolean) => void;

/** What stands in the form of a usage, and what becomes of it: checked, saved, merged, kept over a log-in. */
export function useUsageForm(opened: Usage | undefined, onSaved: OnSaved) {
  const { t } = useTranslation();
  const formats = useFormats();
  const queryClient = useQueryClient();
  const once = useOnce();
  const userId = useQuery(accountQuery).data?.id;
  const isAnotherToCome = useRef(false);
  /** The state of the usage that an edit is on top of. */
  const [base, setBase] = useState(opened);
  const [newest, setNewest] = useState<Usage>();
  const [left] = useState(() => draftLeft(opened, userId));
  const pristine = useRef(left?.pristine ?? enteredOf(opened, formats));
  const read = (entered: Entered) => readEntered(entered, base, formats);
  const said = (fault?: EntryFault) => (fault ? t(`usages.form.faults.${fault}`) : null);

  const save = async (entered: Entered) => {
    const stated = read(entered);
    const { usageTypeId, amount, usageAt } = stated;
    if (base) return correctUsage(base, (usage) => changesTo(usage, stated, entered));
    if (usageTypeId === undefined || amount === undefined || usageAt === undefined) return;
    const { unit, note } = entered;
    const body = { usage_type_id: usageTypeId, amount, unit, usage_at: usageAt, note: note.trim() || null };
    const saved = await recordUsage(body, once.keyFor(body));
    once.succeeded();
    return saved;
  };
  const service = useServiceForm<Entered>({
    initialValues: left?.entered ?? pristine.current,
    validate(entered) {
      const stated = read(entered);
      const { usage_type_id, amount, usage_at } = stated.faults;
      const faults = { usage_type_id: said(usage_type_id), amount: said(amount), usage_at: said(usage_at) };
      if (!base || !entered.reason.trim() || usage_type_id || amount || usage_at) return faults;
      const isReasonForNothing = Object.keys(changesTo(base, stated, entered)).length === 0;
      return { ...faults, reason: said(isReasonForNothing ? 'nothingChanged' : undefined) };
    },
    async send(entered) {
      setNewest(undefined);
      try {
        const saved = await save(entered);
        if (!saved) return;
        const isNext = isAnotherToCome.current;
        if (isNext) clearForNext();
        else pristine.current = entered; // nothing is left to be discarded
        await readAnew(queryClient);
        onSaved(saved, isNext);
      } catch (error) {
        if (!(error instanceof ChangedMeanwhile)) throw error;
        setNewest(error.newest);
      }
    },
  });
  const { form } = service;
  const clearForNext = () => {
    form.setFieldValue('amount', '');
    form.setFieldValue('note', '');
    pristine.current = { ...form.getValues(), amount: '', note: '' };
    // The field is there anew once React has drawn it.
    setTimeout(() => form.getInputNode('amount')?.focus());
  };
  const hasTyped = () => {
    const entered = form.getValues();
    return Object.entries(pristine.current).some(([field, value]) => entered[field] !== value);
  };
  useKeptDraft(userId, () =>
    hasTyped() ? { entered: form.getValues(), pristine: pristine.current, usage: base } : undefined,
  );
  const goOn = (from: Usage, entered: Entered) => {
    pristine.current = enteredOf(from, formats);
    setBase(from);
    setNewest(undefined);
    form.setValues(entered);
    setTimeout(() => form.getInputNode('amount')?.focus());
  };
  return {
    ...service,
    base,
    read,
    hasTyped,
    submitAnd(isNext: boolean) {
      isAnotherToCome.current = isNext;
      service.submit();
    },
    /** The usage was changed elsewhere: what it is now, and the two ways to go on. */
    conflict: newest &&
      base && {
        newest,
        keepMine: () => goOn(newest, onTopOf(newest, form.getValues(), base, formats)),
        takeTheirs: () => goOn(newest, enteredOf(newest, formats)),
      },
  };
}

function draftLeft(opened: Usage | undefined, userId: number | undefined): Draft | undefined {
  const draft = draftOf<Draft>(DRAFT, userId);
  return draft?.usage?.id === opened?.id ? draft : undefined;
}

/** As a session ends, the form goes from the screen: what was typed waits for the same person. */
function useKeptDraft(userId: number | undefined, typed: () => Draft | undefined): void {
  const latest = useRef({ userId, typed });
  useLayoutEffect(() => {
    latest.current = { userId: userId ?? latest.current.userId, typed };
  });
  useEffect(() => {
    dropDraft(DRAFT); // it is in the form again
    return () => {
      const known = session.get();
      if (known.state !== 'out' || known.because !== 'ended') return;
      const { userId: whose, typed: draft } = latest.current;
      const entered = draft();
      if (whose !== undefined && entered) keepDraft(DRAFT, { userId: whose, entered });
    };
  }, []);
}
