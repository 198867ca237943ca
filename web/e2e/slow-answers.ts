import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands before the app and keeps back the answers to one path, which the service has given by then. */
export async function keepBack(path: string, milliseconds: number, app: string) {
  const server = createServer((asked, answered) => {
    const { hostname, port } = new URL(app);
    const { url, method, headers } = asked;
    const passedOn = request({ hostname, port, path: url, method, headers }, (given) => {
      const passBack = () => {
        answered.writeHead(given.statusCode ?? 502, given.headers);
        given.pipe(answered);
      };
      setTimeout(passBack, url === path ? milliseconds : 0);
    });
    asked.pipe(passedOn);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
