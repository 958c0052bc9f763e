{{/*
RabbitMQ, PostgreSQL and Qdrant for development, those that the values need, as YAML. Their Services have the names under which the values look for them.
  uses    what services say in files/services.json when they connect to it
  host    name of its Service
  ports   by name; the first in the alphabet is that of the services
  user    whom its image runs as, also as group
  data    where it keeps its data
  scratch further folders that it writes
Call with the root.
*/}}
{{- define "mmei.servers" -}}
{{- if .Values.developmentServers.enabled -}}
rabbitmq: { uses: bus, host: {{ .Values.bus.host }}, ports: { amqp: 5672, console: 15672 }, user: 999, data: /var/lib/rabbitmq, scratch: [/tmp, /var/log/rabbitmq] }
postgresql: { uses: storage, host: {{ .Values.developmentServers.postgresql.host }}, ports: { postgresql: 5432 }, user: 999, data: /var/lib/postgresql/data, scratch: [/tmp, /var/run/postgresql] }
{{- if eq .Values.vectorIndex.provider "qdrant" }}
qdrant: { uses: vectors, host: {{ regexFind "[A-Za-z0-9.-]+:[0-9]+$" .Values.vectorIndex.url | splitList ":" | first }}, ports: { grpc: 6334, http: 6333 }, user: 1000, data: /qdrant/storage, scratch: [/tmp] }
{{- end }}
{{- end }}
{{- end }}

{{/* Secrets of a server, as files: Secret and keys. Call with root and name. */}}
{{- define "mmei.serverSecret" -}}
{{- if eq .name "rabbitmq" -}}
secretName: {{ .root.Values.bus.existingSecret }}
items:
  - { key: {{ .root.Values.bus.usernameKey | quote }}, path: username }
  - { key: {{ .root.Values.bus.passwordKey | quote }}, path: password }
{{- else if eq .name "postgresql" -}}
secretName: {{ .root.Values.storage.existingSecret }}
items:
  - { key: {{ .root.Values.developmentServers.postgresql.passwordKey | quote }}, path: password }
{{- end -}}
{{- end }}

{{/* How a server starts, what it is told, and when it is ready. Call with root and name. */}}
{{- define "mmei.serverProcess" -}}
{{- if eq .name "rabbitmq" -}}
# It takes its first user from variables alone; the shell makes them of the files.
command:
  - sh
  - -c
  - RABBITMQ_DEFAULT_USER=$(cat /etc/mmei/secrets/username) RABBITMQ_DEFAULT_PASS=$(cat /etc/mmei/secrets/password) exec docker-entrypoint.sh rabbitmq-server
env:
  - name: RABBITMQ_DEFAULT_VHOST
    value: {{ .root.Values.bus.virtualHost | quote }}
readinessProbe:
  tcpSocket: { port: amqp }
  periodSeconds: 5
{{- else if eq .name "postgresql" -}}
env:
  - name: POSTGRES_USER
    value: mmei
  - name: POSTGRES_DB
    value: mmei
  - name: POSTGRES_PASSWORD_FILE
    value: /etc/mmei/secrets/password
  # A folder in the volume, whose root may hold what the file system put there.
  - name: PGDATA
    value: /var/lib/postgresql/data/pgdata
readinessProbe:
  exec: { command: [pg_isready, -h, 127.0.0.1, -U, mmei] }
  periodSeconds: 5
{{- else -}}
env:
  - name: QDRANT__STORAGE__SNAPSHOTS_PATH
    value: /qdrant/storage/snapshots
  - name: QDRANT_INIT_FILE_PATH
    value: /qdrant/storage/.qdrant-initialized
  - name: QDRANT__TELEMETRY_DISABLED
    value: "true"
readinessProbe:
  httpGet: { path: /readyz, port: http }
  periodSeconds: 5
{{- end -}}
{{- end }}
