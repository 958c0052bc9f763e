using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Mmei.Contracts.V1;
using Mmei.Messaging;
using Mmei.Messaging.Bodies;
using Mmei.Messaging.InMemory;

namespace Mmei.Encoders.Commands;

public static class CommandServiceExtensions
{
    /// <summary>Takes the commands of one queue.</summary>
    /// <param name="bus">The bus that is being set up.</param>
    /// <param name="prefetch">How many are worked on at once at most.</param>
    public static void AddCommandHandler<TCommand, THandler>(this IBusRegistrationConfigurator bus, Func<IServiceProvider, int> prefetch)
        where TCommand : class, IBudgeted
        where THandler : class, ICommandHandler<TCommand>
    {
        bus.AddSingleton<THandler>();
        bus.AddSingleton(services => new CommandQueue<TCommand>(
            services.GetRequiredService<THandler>(),
            (ushort)prefetch(services),
            services.GetRequiredService<BodySeal>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<CommandQueue<TCommand>>>()));
        bus.AddSingleton<ICommandQueue>(services => services.GetRequiredService<CommandQueue<TCommand>>());
        bus.AddSingleton<ILocalReceiver<TCommand>>(services => services.GetRequiredService<CommandQueue<TCommand>>());
        bus.AddSubscriber<CommandSubscriber>("commands");
    }
}
