{{/* What the "restricted" Pod Security Standard asks of a pod. */}}
{{- define "mmei.podSecurityContext" -}}
runAsNonRoot: true
runAsUser: {{ int .Values.podSecurity.user }}
runAsGroup: {{ int .Values.podSecurity.group }}
fsGroup: {{ int .Values.podSecurity.group }}
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{/* What the "restricted" Pod Security Standard asks of a container, and a root file system that nobody writes. */}}
{{- define "mmei.containerSecurityContext" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{/* Settings of a service. Call with root, name and facts. */}}
{{- define "mmei.env" -}}
{{- $values := .root.Values -}}
{{- $service := index $values.services .name -}}
- name: ASPNETCORE_HTTP_PORTS
  value: "8080"
- name: DOTNET_EnableDiagnostics
  value: "0"
# ONNX Runtime looks up host names and writes to the home folder without it.
- name: ORT_DISABLE_TELEMETRY
  value: "1"
- name: Hosting__ShutdownTimeoutSeconds
  value: {{ $values.shutdown.drainSeconds | int | quote }}
- name: Bus__Transport
  value: RabbitMq
- name: Bus__Host
  value: {{ $values.bus.host | quote }}
- name: Bus__Port
  value: {{ $values.bus.port | int | quote }}
- name: Bus__VirtualHost
  value: {{ $values.bus.virtualHost | quote }}
{{- $busSecret := $service.busSecret | default $values.bus.existingSecret }}
- name: Bus__Username
  valueFrom:
    secretKeyRef:
      name: {{ $busSecret }}
      key: {{ $values.bus.usernameKey }}
- name: Bus__Password
  valueFrom:
    secretKeyRef:
      name: {{ $busSecret }}
      key: {{ $values.bus.passwordKey }}
{{- with $values.tracing.endpoint }}
- name: Tracing__Endpoint
  value: {{ . | quote }}
- name: Tracing__SampleRatio
  value: {{ $values.tracing.sampleRatio | quote }}
{{- end }}
- name: Fusion__Shards
  value: {{ $values.fusion.shards | int | quote }}
{{- if .facts.models }}
- name: Models__Root
  value: /models
- name: Models__Provider
  value: {{ eq $service.device "gpu" | ternary $values.gpu.executionProvider "Cpu" }}
{{- end }}
{{- if has "storage" .facts.uses }}
- name: Storage__Provider
  value: PostgreSql
- name: Storage__ConnectionString
  valueFrom:
    secretKeyRef:
      name: {{ $values.storage.existingSecret }}
      key: {{ $values.storage.connectionStringKey }}
{{- end }}
{{- if has "vectors" .facts.uses }}
- name: VectorIndex__Provider
  value: Qdrant
- name: VectorIndex__Url
  value: {{ $values.vectorIndex.url | quote }}
{{- with $values.vectorIndex.existingSecret }}
- name: VectorIndex__ApiKey
  valueFrom:
    secretKeyRef:
      name: {{ . }}
      key: {{ $values.vectorIndex.apiKeyKey }}
{{- end }}
{{- end }}
{{- if has "auth" .facts.uses }}
{{- range $index, $key := $values.auth.apiKeys }}
- name: Auth__ApiKeys__{{ $index }}__Tenant
  value: {{ $key.tenant | quote }}
- name: Auth__ApiKeys__{{ $index }}__Sha256
  valueFrom:
    secretKeyRef:
      name: {{ $values.auth.existingSecret }}
      key: {{ $key.secretKey }}
{{- end }}
{{- end }}
{{- $root := .root }}
{{- range .facts.calls }}
- name: Gateway__{{ title . }}Url
  value: http://{{ include "mmei.name" (dict "root" $root "name" .) }}:8080
{{- end }}
{{- $onGpu := eq (get $service "device" | default "cpu") "gpu" | ternary (get $service "gpuEnv" | default dict) dict }}
{{- range $name, $value := merge (dict) $service.env $onGpu }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}

{{/* Node labels, taints and runtime of a service's pods. Call with root and name. */}}
{{- define "mmei.placement" -}}
{{- $values := .root.Values -}}
{{- $service := index $values.services .name -}}
{{- $gpu := eq (get $service "device" | default "cpu") "gpu" -}}
{{- $nodeSelector := $service.nodeSelector -}}
{{- $tolerations := $service.tolerations -}}
{{- if $gpu -}}
{{- $nodeSelector = merge (dict) $service.nodeSelector $values.gpu.nodeSelector -}}
{{- $tolerations = concat $service.tolerations $values.gpu.tolerations -}}
{{- end -}}
{{- if and $gpu $values.gpu.runtimeClassName }}
runtimeClassName: {{ $values.gpu.runtimeClassName }}
{{- end }}
{{- with $service.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with $nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* Requests and limits; a GPU pod adds its devices to the limits. Call with root and name. */}}
{{- define "mmei.resources" -}}
{{- $service := index .root.Values.services .name -}}
{{- $resources := deepCopy $service.resources -}}
{{- if eq (get $service "device" | default "cpu") "gpu" -}}
{{- $_ := set $resources.limits .root.Values.gpu.resourceName (int .root.Values.gpu.count) -}}
{{- end -}}
{{- toYaml $resources -}}
{{- end }}
