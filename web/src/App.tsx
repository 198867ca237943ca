import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect } from 'react';
import { reachability } from './api/reachability';
import { useStore } from './api/store';
import { createAppRouter } from './router';
import { session } from './session/state';
import { cssVariablesResolver, theme } from './theme/theme';
import { Starting } from './ui/Starting';

// The service may well run on this machine, so the browser's idea of being offline says nothing; and while it does
// not answer, the banner asks again for all.
const queryClient = new QueryClient({
  defaultOptions: {
    queries: { networkMode: 'always', retry: false, staleTime: 15_000 },
    mutations: { networkMode: 'always', retry: false },
  },
});
const router = createAppRouter(queryClient);

function onSession(): void {
  // What was read belongs to who was logged in.
  if (session.get().state === 'out') queryClient.clear();
  void router.invalidate();
}

function onReachability(): void {
  if (reachability.get() === 'reachable') void queryClient.invalidateQueries();
}

export function App() {
  const isRestoring = useStore(session).state === 'restoring';
  useEffect(() => {
    const stops = [session.subscribe(onSession), reachability.subscribe(onReachability)];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        {isRestoring ? <Starting /> : <RouterProvider router={router} />}
      </QueryClientProvider>
    </MantineProvider>
  );
}
