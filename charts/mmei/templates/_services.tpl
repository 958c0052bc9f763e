{{/*
The services: environment, network policies, Services and scalers are all derived from files/services.json, so they cannot disagree.
  models  what it loads; a service with models may run on a GPU
  uses    servers it connects to: bus, storage, vectors; auth where it checks API keys
  calls   services it calls over HTTP
  scaler  cpu (HorizontalPodAutoscaler), queues (KEDA, by the length of its queues), none
The other facts are for builds: project, image, tools (programs in the image), group (label in Tilt).
*/}}
{{- define "mmei.services" -}}
{{- .Files.Get "files/services.json" -}}
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
