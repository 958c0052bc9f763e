using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mmei.Hosting.Health;
using Mmei.Inference.Manifest;
using Mmei.Inference.Onnx.Loading;

namespace Mmei.Inference.Onnx.Tests;

public sealed class When_a_host_serves_models : IDisposable
{
    private readonly LogarithmModel _folder = new();
    private readonly RecordedLog _log = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Should_give_the_model_of_a_role()
    {
        using var host = Build();
        await host.StartAsync(TestContext.Current.CancellationToken);

        var model = host.Services.GetRequiredKeyedService<IModel>(ModelRole.Text);

        model.Manifest.Id.ShouldBe("logarithm@1");
        host.Services.GetRequiredKeyedService<IModel>(ModelRole.Text).ShouldBeSameAs(model);
        _log.Entries.ShouldContain(entry =>
            entry.Level == LogLevel.Information && entry.Text.StartsWith("Loaded logarithm@1 for Text on Cpu", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_be_ready_only_once_the_model_is_loaded()
    {
        using var host = Build();
        var health = host.Services.GetRequiredService<HealthCheckService>();
        (await Ready(health)).ShouldBe(HealthStatus.Unhealthy);

        await host.StartAsync(TestContext.Current.CancellationToken);

        (await Ready(health)).ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Should_not_start_without_the_model_and_say_why()
    {
        File.Delete(_folder.ModelPath);
        using var host = Build();

        (await Should.ThrowAsync<ModelLoadException>(host.StartAsync(TestContext.Current.CancellationToken)))
            .Message.ShouldBe(
                $"Models:Text is logarithm@1, which cannot be served; change it, or mend this: '{_folder.ModelPath}' is missing.");

        (await Ready(host.Services.GetRequiredService<HealthCheckService>())).ShouldBe(HealthStatus.Unhealthy);
    }

    [Fact]
    public async Task Should_load_before_any_other_part_starts()
    {
        var loadedWhenOthersStart = false;
        using var host = Build(builder => builder.Services.Insert(0, ServiceDescriptor.Singleton<IHostedService>(provider =>
            new StartProbe(() => loadedWhenOthersStart = provider.GetServices<ModelSlot>().All(slot => slot.IsLoaded)))));

        await host.StartAsync(TestContext.Current.CancellationToken);

        loadedWhenOthersStart.ShouldBeTrue();
    }

    [Fact]
    public async Task Should_refuse_a_model_made_for_another_role()
    {
        _folder.Describe(manifest => manifest["role"] = "audio");
        using var host = Build();

        (await Should.ThrowAsync<ModelLoadException>(host.StartAsync(TestContext.Current.CancellationToken)))
            .Message.ShouldEndWith($"'{_folder.Folder}' holds logarithm@1 for Audio, not logarithm@1 for Text.");
    }

    [Theory]
    [InlineData("Models:Text", "../secrets", "Models:Text: must be name@version, for example face-vit@1.")]
    [InlineData("Models:IntraOpThreads", "0", "Models:IntraOpThreads must be between 1 and 256.")]
    [InlineData(
        "Models:Provider",
        "Cuda",
        "Models:Provider is Cuda, which this machine or this build of ONNX Runtime does not have; "
        + "set it to Cpu, or run a GPU image on a machine with a GPU.")]
    [InlineData("Models:DeviceId", "-1", "Models:DeviceId must be between 0 and 63.")]
    public async Task Should_name_a_setting_that_is_wrong(string setting, string value, string message)
    {
        using var host = Build(builder => builder.Configuration[setting] = value);

        (await Should.ThrowAsync<OptionsValidationException>(host.StartAsync(TestContext.Current.CancellationToken)))
            .Failures.ShouldBe([message]);
    }

    [Fact]
    public async Task Should_follow_the_setting_to_another_version()
    {
        using var host = Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        var source = host.Services.GetRequiredKeyedService<IModelSource>(ModelRole.Text);
        using var before = source.Acquire();
        _folder.Copy("2");

        await Change(host, source, "logarithm@2");

        using var after = source.Acquire();
        after.Model.Manifest.Id.ShouldBe("logarithm@2");
        before.Model.Manifest.Id.ShouldBe("logarithm@1");
        LogarithmModel.Run(before.Model, 1f);
    }

    [Fact]
    public async Task Should_tell_which_version_is_served()
    {
        var served = 0;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "mmei.model.info")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<int>((_, value, tags, _) =>
            served += tags.ToArray().Any(tag => tag.Value is "logarithm@2") ? value : 0);
        listener.Start();
        using (var host = Build())
        {
            await host.StartAsync(TestContext.Current.CancellationToken);
            var source = host.Services.GetRequiredKeyedService<IModelSource>(ModelRole.Text);
            _folder.Copy("2");
            served.ShouldBe(0);
            await Change(host, source, "logarithm@2");
            served.ShouldBe(1);
        }

        served.ShouldBe(0);
    }

    [Fact]
    public async Task Should_close_the_last_version_when_nobody_uses_it_any_more()
    {
        using var host = Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        var source = host.Services.GetRequiredKeyedService<IModelSource>(ModelRole.Text);
        var lease = source.Acquire();
        _folder.Copy("2");
        await Change(host, source, "logarithm@2");

        lease.Dispose();

        Should.Throw<ObjectDisposedException>(lease.Model.CreateBuffers);
    }

    [Theory]
    [InlineData("logarithm@3", "logarithm@1 stays in force for Text: Models:Text is logarithm@3, which cannot be served;")]
    [InlineData("../secrets", "The new setting Models:Text is not name@version and changes nothing.")]
    public async Task Should_keep_the_model_when_the_new_one_cannot_be_served(string setting, string message)
    {
        using var host = Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        var source = host.Services.GetRequiredKeyedService<IModelSource>(ModelRole.Text);

        try
        {
            Set(host, setting);
        }
        catch (AggregateException exception)
        {
            // The options' own validation objects as well, to whoever reloads: in a host that is a task of the file watcher.
            exception.InnerException.ShouldBeOfType<OptionsValidationException>();
        }

        await _log.WaitForAsync(message);
        using var lease = source.Acquire();
        lease.Model.Manifest.Id.ShouldBe("logarithm@1");
    }

    [Fact]
    public void Should_find_the_repository_s_models_from_within_it() =>
        ModelRoot.Find(AppContext.BaseDirectory).ShouldEndWith(Path.Combine("models", "artifacts"));

    [Fact]
    public void Should_look_into_the_image_s_folder_from_anywhere_else() => ModelRoot.Find(_folder.Root).ShouldBe("/models");

    private static async Task Change(IHost host, IModelSource source, string setting)
    {
        var replaced = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listening = source.OnReplaced(replaced.SetResult);
        Set(host, setting);
        await replaced.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    private static void Set(IHost host, string setting)
    {
        var configuration = (IConfigurationRoot)host.Services.GetRequiredService<IConfiguration>();
        configuration["Models:Text"] = setting;
        configuration.Reload();
    }

    private static async Task<HealthStatus> Ready(HealthCheckService health) =>
        (await health.CheckHealthAsync(
            check => check.Tags.Contains(HealthEndpoints.ReadyTag), TestContext.Current.CancellationToken)).Status;

    private IHost Build(Action<HostApplicationBuilder>? change = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration["Models:Root"] = _folder.Root;
        builder.Configuration["Models:Text"] = "logarithm@1";
        builder.Logging.AddProvider(_log);
        builder.AddOnnxModel(ModelRole.Text);
        builder.AddOnnxModel(ModelRole.Text);
        change?.Invoke(builder);
        return builder.Build();
    }

    private sealed class StartProbe(Action started) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            started();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
