{{/*
The architecture as data: what each service connects to, whom it calls over HTTP, which queues it is scaled by. Environment, network
policies, services and scalers are all derived from this table, so they cannot disagree.
  uses    bus, storage, vectors, models, auth
  calls   services it calls over HTTP
  scaler  cpu (HorizontalPodAutoscaler), queues (KEDA), none
*/}}
{{- define "mmei.architecture" -}}
gateway:
  uses: [bus, auth]
  calls: [ranking, feedback]
  scaler: cpu
vision:
  uses: [bus, models]
  calls: []
  scaler: queues
  queues: [mmei.encode-image]
audio:
  uses: [bus, models]
  calls: []
  scaler: queues
  queues: [mmei.encode-audio]
text:
  uses: [bus, models]
  calls: []
  scaler: queues
  queues: [mmei.encode-text, mmei.encode-item]
fusion:
  uses: [bus, models]
  calls: []
  scaler: none
ranking:
  uses: [bus, storage, vectors]
  calls: []
  scaler: cpu
feedback:
  uses: [bus, storage]
  calls: []
  scaler: none
{{- end }}

{{/* The scaler a service really has under these values: cpu, queues or none. Call with root, name and facts. */}}
{{- define "mmei.scaler" -}}
{{- $scaler := .facts.scaler -}}
{{- if eq $scaler "cpu" -}}
{{- (index .root.Values.services .name).autoscaling.enabled | ternary "cpu" "none" -}}
{{- else if eq $scaler "queues" -}}
{{- .root.Values.keda.enabled | ternary "queues" "none" -}}
{{- else -}}
none
{{- end -}}
{{- end }}

{{/* The names of the services that call a service over HTTP, separated by spaces. Call with name and all. */}}
{{- define "mmei.callers" -}}
{{- $callers := list -}}
{{- $name := .name -}}
{{- range $caller, $facts := .all -}}
{{- if has $name $facts.calls -}}{{- $callers = append $callers $caller -}}{{- end -}}
{{- end -}}
{{- join " " $callers -}}
{{- end }}
