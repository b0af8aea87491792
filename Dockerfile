# Two images: tools (the command line, for migrations) and web (the standalone server).
FROM node:24-bookworm-slim AS base
ENV CI=true NEXT_TELEMETRY_DISABLED=1 TURBO_TELEMETRY_DISABLED=1
WORKDIR /app

FROM base AS build
COPY . .
RUN npx --yes pnpm@12.21.0 install --frozen-lockfile
RUN npx --yes pnpm@12.21.0 exec turbo run build --filter=@touchline/web

FROM base AS tools
COPY . .
RUN npx --yes pnpm@12.21.0 install --frozen-lockfile --prod --filter "@touchline/cli..."
WORKDIR /app/apps/cli
USER node
ENTRYPOINT ["node", "--import", "tsx", "src/touchline.ts"]
CMD ["help"]

FROM base AS web
ENV NODE_ENV=production HOSTNAME=0.0.0.0 PORT=3000
COPY --from=build --chown=node:node /app/apps/web/.next/standalone ./
USER node
EXPOSE 3000
CMD ["node", "apps/web/server.js"]
