using System.Text.Json;
using Aspire.Hosting;
using Mmei.AppHost;

// The one argument is the plan that ./mmei up has written: what each service is told is known there alone. Broker and database run already.
var plan = JsonSerializer.Deserialize<Dictionary<string, PlannedService>>(
    await File.ReadAllBytesAsync(args[0]), JsonSerializerOptions.Web)!;
var builder = DistributedApplication.CreateBuilder(args[1..]);
foreach (var (name, service) in plan)
{
    var resource = builder.AddExecutable(name, "dotnet", Path.GetDirectoryName(service.Program)!, service.Program)
        .WithHttpEndpoint(service.Port, service.Port, isProxied: false)
        .WithHttpHealthCheck("/health/ready")
        .WithOtlpExporter(OtlpProtocol.HttpProtobuf);
    foreach (var (setting, value) in service.Environment)
    {
        resource.WithEnvironment(setting, value);
    }
}

await builder.Build().RunAsync();
