export const id = 601;
export const ids = [601];
export const modules = {

/***/ 4601:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  g: () => (/* binding */ EC2Client)
});

// UNUSED EXPORTS: __Client

// EXTERNAL MODULE: ./node_modules/@aws-sdk/core/dist-cjs/submodules/client/index.js
var client = __webpack_require__(5152);
// EXTERNAL MODULE: ./node_modules/@smithy/core/dist-cjs/index.js
var dist_cjs = __webpack_require__(402);
// EXTERNAL MODULE: ./node_modules/@smithy/core/dist-cjs/submodules/client/index.js
var submodules_client = __webpack_require__(2658);
// EXTERNAL MODULE: ./node_modules/@smithy/core/dist-cjs/submodules/config/index.js
var submodules_config = __webpack_require__(7291);
// EXTERNAL MODULE: ./node_modules/@smithy/core/dist-cjs/submodules/endpoints/index.js
var endpoints = __webpack_require__(2085);
// EXTERNAL MODULE: ./node_modules/@smithy/core/dist-cjs/submodules/protocols/index.js
var protocols = __webpack_require__(3422);
// EXTERNAL MODULE: ./node_modules/@smithy/core/dist-cjs/submodules/retry/index.js
var retry = __webpack_require__(3609);
// EXTERNAL MODULE: ./node_modules/@smithy/core/dist-cjs/submodules/schema/index.js
var schema = __webpack_require__(6890);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/core/dist-cjs/submodules/httpAuthSchemes/index.js
var httpAuthSchemes = __webpack_require__(7523);
;// CONCATENATED MODULE: ./node_modules/@aws-sdk/client-ec2/dist-es/auth/httpAuthSchemeProvider.js


const defaultEC2HttpAuthSchemeParametersProvider = async (config, context, input) => {
    return {
        operation: (0,submodules_client.getSmithyContext)(context).operation,
        region: await (0,submodules_client.normalizeProvider)(config.region)() || (() => {
            throw new Error("expected `region` to be configured for `aws.auth#sigv4`");
        })(),
    };
};
function createAwsAuthSigv4HttpAuthOption(authParameters) {
    return {
        schemeId: "aws.auth#sigv4",
        signingProperties: {
            name: "ec2",
            region: authParameters.region,
        },
        propertiesExtractor: (config, context) => ({
            signingProperties: {
                config,
                context,
            },
        }),
    };
}
const defaultEC2HttpAuthSchemeProvider = (authParameters) => {
    const options = [];
    switch (authParameters.operation) {
        default: {
            options.push(createAwsAuthSigv4HttpAuthOption(authParameters));
        }
    }
    return options;
};
const resolveHttpAuthSchemeConfig = (config) => {
    const config_0 = (0,httpAuthSchemes.resolveAwsSdkSigV4Config)(config);
    return Object.assign(config_0, {
        authSchemePreference: (0,submodules_client.normalizeProvider)(config.authSchemePreference ?? []),
    });
};

// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-ec2/dist-es/endpoint/EndpointParameters.js
var EndpointParameters = __webpack_require__(3358);
;// CONCATENATED MODULE: ./node_modules/@aws-sdk/client-ec2/package.json
const package_namespaceObject = {"rE":"3.1169.0"};
// EXTERNAL MODULE: ./node_modules/@aws-sdk/credential-provider-node/dist-cjs/index.js
var credential_provider_node_dist_cjs = __webpack_require__(5861);
// EXTERNAL MODULE: ./node_modules/@smithy/core/dist-cjs/submodules/serde/index.js
var serde = __webpack_require__(2430);
// EXTERNAL MODULE: ./node_modules/@smithy/node-http-handler/dist-cjs/index.js
var node_http_handler_dist_cjs = __webpack_require__(1279);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/core/dist-cjs/submodules/protocols/index.js
var submodules_protocols = __webpack_require__(7288);
// EXTERNAL MODULE: ./node_modules/@smithy/core/dist-cjs/submodules/checksum/index.js
var checksum = __webpack_require__(9542);
;// CONCATENATED MODULE: ./node_modules/@aws-sdk/client-ec2/dist-es/endpoint/bdd.js

const k = "ref";
const a = -1, b = true, c = "isSet", d = "PartitionResult", e = "booleanEquals", f = "getAttr", g = { [k]: "Endpoint" }, h = { [k]: d }, i = {}, j = [{ [k]: "Region" }];
const _data = {
    conditions: [
        [c, [g]],
        [c, j],
        ["aws.partition", j, d],
        [e, [{ [k]: "UseFIPS" }, b]],
        [e, [{ [k]: "UseDualStack" }, b]],
        [e, [{ fn: f, argv: [h, "supportsDualStack"] }, b]],
        [e, [{ fn: f, argv: [h, "supportsFIPS"] }, b]],
        ["stringEquals", [{ fn: f, argv: [h, "name"] }, "aws-us-gov"]]
    ],
    results: [
        [a],
        [a, "Invalid Configuration: FIPS and custom endpoint are not supported"],
        [a, "Invalid Configuration: Dualstack and custom endpoint are not supported"],
        [g, i],
        ["https://ec2-fips.{Region}.{PartitionResult#dualStackDnsSuffix}", i],
        [a, "FIPS and DualStack are enabled, but this partition does not support one or both"],
        ["https://ec2.{Region}.amazonaws.com", i],
        ["https://ec2-fips.{Region}.{PartitionResult#dnsSuffix}", i],
        [a, "FIPS is enabled but this partition does not support FIPS"],
        ["https://ec2.{Region}.{PartitionResult#dualStackDnsSuffix}", i],
        [a, "DualStack is enabled but this partition does not support DualStack"],
        ["https://ec2.{Region}.{PartitionResult#dnsSuffix}", i],
        [a, "Invalid Configuration: Missing Region"]
    ]
};
const root = 2;
const r = 100_000_000;
const nodes = new Int32Array([
    -1, 1, -1,
    0, 13, 3,
    1, 4, r + 12,
    2, 5, r + 12,
    3, 8, 6,
    4, 7, r + 11,
    5, r + 9, r + 10,
    4, 11, 9,
    6, 10, r + 8,
    7, r + 6, r + 7,
    5, 12, r + 5,
    6, r + 4, r + 5,
    3, r + 1, 14,
    4, r + 2, r + 3,
]);
const bdd = endpoints.BinaryDecisionDiagram.from(nodes, root, _data.conditions, _data.results);

;// CONCATENATED MODULE: ./node_modules/@aws-sdk/client-ec2/dist-es/endpoint/endpointResolver.js



const cache = new endpoints.EndpointCache({
    size: 50,
    params: ["Endpoint", "Region", "UseDualStack", "UseFIPS"],
});
const defaultEndpointResolver = (endpointParams, context = {}) => {
    return cache.get(endpointParams, () => (0,endpoints.decideEndpoint)(bdd, {
        endpointParams: endpointParams,
        logger: context.logger,
    }));
};
endpoints.customEndpointFunctions.aws = client.awsEndpointFunctions;

// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-ec2/dist-es/schemas/schemas_0.js + 1 modules
var schemas_0 = __webpack_require__(230);
;// CONCATENATED MODULE: ./node_modules/@aws-sdk/client-ec2/dist-es/runtimeConfig.shared.js









const getRuntimeConfig = (config) => {
    return {
        apiVersion: "2016-11-15",
        base64Decoder: config?.base64Decoder ?? serde.fromBase64,
        base64Encoder: config?.base64Encoder ?? serde.toBase64,
        disableHostPrefix: config?.disableHostPrefix ?? false,
        endpointProvider: config?.endpointProvider ?? defaultEndpointResolver,
        extensions: config?.extensions ?? [],
        httpAuthSchemeProvider: config?.httpAuthSchemeProvider ?? defaultEC2HttpAuthSchemeProvider,
        httpAuthSchemes: config?.httpAuthSchemes ?? [
            {
                schemeId: "aws.auth#sigv4",
                identityProvider: (ipc) => ipc.getIdentityProvider("aws.auth#sigv4"),
                signer: new httpAuthSchemes.AwsSdkSigV4Signer(),
            },
        ],
        logger: config?.logger ?? new submodules_client.NoOpLogger(),
        protocol: config?.protocol ?? submodules_protocols.AwsEc2QueryProtocol,
        protocolSettings: config?.protocolSettings ?? {
            defaultNamespace: "com.amazonaws.ec2",
            errorTypeRegistries: schemas_0/* errorTypeRegistries */.q1U,
            xmlNamespace: "http://ec2.amazonaws.com/doc/2016-11-15",
            version: "2016-11-15",
            serviceTarget: "AmazonEC2",
        },
        serviceId: config?.serviceId ?? "EC2",
        sha256: config?.sha256 ?? checksum.Sha256,
        urlParser: config?.urlParser ?? protocols.parseUrl,
        utf8Decoder: config?.utf8Decoder ?? serde.fromUtf8,
        utf8Encoder: config?.utf8Encoder ?? serde.toUtf8,
    };
};

;// CONCATENATED MODULE: ./node_modules/@aws-sdk/client-ec2/dist-es/runtimeConfig.js










const runtimeConfig_getRuntimeConfig = (config) => {
    (0,submodules_client.emitWarningIfUnsupportedVersion)(process.version);
    const defaultsMode = (0,submodules_config.resolveDefaultsModeConfig)(config);
    const defaultConfigProvider = () => defaultsMode().then(submodules_client.loadConfigsForDefaultMode);
    const clientSharedValues = getRuntimeConfig(config);
    (0,client.emitWarningIfUnsupportedVersion)(process.version);
    const loaderConfig = {
        profile: config?.profile,
        logger: clientSharedValues.logger,
    };
    return {
        ...clientSharedValues,
        ...config,
        runtime: "node",
        defaultsMode,
        authSchemePreference: config?.authSchemePreference ?? (0,submodules_config.loadConfig)(httpAuthSchemes.NODE_AUTH_SCHEME_PREFERENCE_OPTIONS, loaderConfig),
        bodyLengthChecker: config?.bodyLengthChecker ?? serde.calculateBodyLength,
        credentialDefaultProvider: config?.credentialDefaultProvider ?? credential_provider_node_dist_cjs/* defaultProvider */.v6,
        defaultSocketTimeout: (0,client.getDefaultSocketTimeout)(config?.requestHandler, 900_000),
        defaultUserAgentProvider: config?.defaultUserAgentProvider ?? (0,client.createDefaultUserAgentProvider)({ serviceId: clientSharedValues.serviceId, clientVersion: package_namespaceObject.rE }),
        maxAttempts: config?.maxAttempts ?? (0,submodules_config.loadConfig)(retry.NODE_MAX_ATTEMPT_CONFIG_OPTIONS, config),
        region: config?.region ?? (0,submodules_config.loadConfig)(submodules_config.NODE_REGION_CONFIG_OPTIONS, { ...submodules_config.NODE_REGION_CONFIG_FILE_OPTIONS, ...loaderConfig }),
        requestHandler: node_http_handler_dist_cjs.NodeHttpHandler.create(config?.requestHandler ?? defaultConfigProvider),
        retryMode: config?.retryMode ??
            (0,submodules_config.loadConfig)({
                ...retry.NODE_RETRY_MODE_CONFIG_OPTIONS,
                default: async () => (await defaultConfigProvider()).retryMode || retry.DEFAULT_RETRY_MODE,
            }, config),
        streamCollector: config?.streamCollector ?? node_http_handler_dist_cjs.streamCollector,
        useDualstackEndpoint: config?.useDualstackEndpoint ?? (0,submodules_config.loadConfig)(submodules_config.NODE_USE_DUALSTACK_ENDPOINT_CONFIG_OPTIONS, loaderConfig),
        useFipsEndpoint: config?.useFipsEndpoint ?? (0,submodules_config.loadConfig)(submodules_config.NODE_USE_FIPS_ENDPOINT_CONFIG_OPTIONS, loaderConfig),
        userAgentAppId: config?.userAgentAppId ?? (0,submodules_config.loadConfig)(client.NODE_APP_ID_CONFIG_OPTIONS, loaderConfig),
    };
};

;// CONCATENATED MODULE: ./node_modules/@aws-sdk/client-ec2/dist-es/auth/httpAuthExtensionConfiguration.js
const getHttpAuthExtensionConfiguration = (runtimeConfig) => {
    const _httpAuthSchemes = runtimeConfig.httpAuthSchemes;
    let _httpAuthSchemeProvider = runtimeConfig.httpAuthSchemeProvider;
    let _credentials = runtimeConfig.credentials;
    return {
        setHttpAuthScheme(httpAuthScheme) {
            const index = _httpAuthSchemes.findIndex((scheme) => scheme.schemeId === httpAuthScheme.schemeId);
            if (index === -1) {
                _httpAuthSchemes.push(httpAuthScheme);
            }
            else {
                _httpAuthSchemes.splice(index, 1, httpAuthScheme);
            }
        },
        httpAuthSchemes() {
            return _httpAuthSchemes;
        },
        setHttpAuthSchemeProvider(httpAuthSchemeProvider) {
            _httpAuthSchemeProvider = httpAuthSchemeProvider;
        },
        httpAuthSchemeProvider() {
            return _httpAuthSchemeProvider;
        },
        setCredentials(credentials) {
            _credentials = credentials;
        },
        credentials() {
            return _credentials;
        },
    };
};
const resolveHttpAuthRuntimeConfig = (config) => {
    return {
        httpAuthSchemes: config.httpAuthSchemes(),
        httpAuthSchemeProvider: config.httpAuthSchemeProvider(),
        credentials: config.credentials(),
    };
};

;// CONCATENATED MODULE: ./node_modules/@aws-sdk/client-ec2/dist-es/runtimeExtensions.js




const resolveRuntimeExtensions = (runtimeConfig, extensions) => {
    const extensionConfiguration = Object.assign((0,client.getAwsRegionExtensionConfiguration)(runtimeConfig), (0,submodules_client.getDefaultExtensionConfiguration)(runtimeConfig), (0,protocols.getHttpHandlerExtensionConfiguration)(runtimeConfig), getHttpAuthExtensionConfiguration(runtimeConfig));
    extensions.forEach((extension) => extension.configure(extensionConfiguration));
    return Object.assign(runtimeConfig, (0,client.resolveAwsRegionExtensionConfiguration)(extensionConfiguration), (0,submodules_client.resolveDefaultRuntimeConfig)(extensionConfiguration), (0,protocols.resolveHttpHandlerRuntimeConfig)(extensionConfiguration), resolveHttpAuthRuntimeConfig(extensionConfiguration));
};

;// CONCATENATED MODULE: ./node_modules/@aws-sdk/client-ec2/dist-es/EC2Client.js













class EC2Client extends submodules_client.Client {
    config;
    constructor(...[configuration]) {
        const _config_0 = runtimeConfig_getRuntimeConfig(configuration || {});
        super(_config_0);
        this.initConfig = _config_0;
        const _config_1 = (0,EndpointParameters/* resolveClientEndpointParameters */.v)(_config_0);
        const _config_2 = (0,client.resolveUserAgentConfig)(_config_1);
        const _config_3 = (0,retry.resolveRetryConfig)(_config_2);
        const _config_4 = (0,submodules_config.resolveRegionConfig)(_config_3);
        const _config_5 = (0,client.resolveHostHeaderConfig)(_config_4);
        const _config_6 = (0,endpoints.resolveEndpointConfig)(_config_5);
        const _config_7 = resolveHttpAuthSchemeConfig(_config_6);
        const _config_8 = resolveRuntimeExtensions(_config_7, configuration?.extensions || []);
        this.config = _config_8;
        this.middlewareStack.use((0,schema.getSchemaSerdePlugin)(this.config));
        this.middlewareStack.use((0,client.getUserAgentPlugin)(this.config));
        this.middlewareStack.use((0,retry.getRetryPlugin)(this.config));
        this.middlewareStack.use((0,protocols.getContentLengthPlugin)(this.config));
        this.middlewareStack.use((0,client.getHostHeaderPlugin)(this.config));
        this.middlewareStack.use((0,client.getLoggerPlugin)(this.config));
        this.middlewareStack.use((0,client.getRecursionDetectionPlugin)(this.config));
        this.middlewareStack.use((0,dist_cjs.getHttpAuthSchemeEndpointRuleSetPlugin)(this.config, {
            httpAuthSchemeParametersProvider: defaultEC2HttpAuthSchemeParametersProvider,
            identityProviderConfigProvider: async (config) => new dist_cjs.DefaultIdentityProviderConfig({
                "aws.auth#sigv4": config.credentials,
            }),
        }));
        this.middlewareStack.use((0,dist_cjs.getHttpSigningPlugin)(this.config));
    }
    destroy() {
        super.destroy();
    }
}


/***/ }),

/***/ 3358:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ commonParams),
/* harmony export */   v: () => (/* binding */ resolveClientEndpointParameters)
/* harmony export */ });
const resolveClientEndpointParameters = (options) => {
    return Object.assign(options, {
        useDualstackEndpoint: options.useDualstackEndpoint ?? false,
        useFipsEndpoint: options.useFipsEndpoint ?? false,
        defaultSigningName: "ec2",
    });
};
const commonParams = {
    UseFIPS: { type: "builtInParams", name: "useFipsEndpoint" },
    Endpoint: { type: "builtInParams", name: "endpoint" },
    Region: { type: "builtInParams", name: "region" },
    UseDualStack: { type: "builtInParams", name: "useDualstackEndpoint" },
};


/***/ }),

/***/ 230:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Kos: () => (/* binding */ AuthorizeSecurityGroupIngress$),
  Iye: () => (/* binding */ DescribeAvailabilityZones$),
  S1f: () => (/* binding */ DescribeInternetGateways$),
  en2: () => (/* binding */ DescribeManagedPrefixLists$),
  Mxi: () => (/* binding */ DescribeRouteTables$),
  YbR: () => (/* binding */ DescribeSecurityGroupRules$),
  GZZ: () => (/* binding */ DescribeSecurityGroups$),
  pqo: () => (/* binding */ DescribeVpcBlockPublicAccessOptions$),
  q1U: () => (/* binding */ errorTypeRegistries)
});

// UNUSED EXPORTS: AcceleratorCount$, AcceleratorCountRequest$, AcceleratorTotalMemoryMiB$, AcceleratorTotalMemoryMiBRequest$, AcceptAddressTransfer$, AcceptAddressTransferRequest$, AcceptAddressTransferResult$, AcceptCapacityReservationBillingOwnership$, AcceptCapacityReservationBillingOwnershipRequest$, AcceptCapacityReservationBillingOwnershipResult$, AcceptReservedInstancesExchangeQuote$, AcceptReservedInstancesExchangeQuoteRequest$, AcceptReservedInstancesExchangeQuoteResult$, AcceptTransitGatewayClientVpnAttachment$, AcceptTransitGatewayClientVpnAttachmentRequest$, AcceptTransitGatewayClientVpnAttachmentResult$, AcceptTransitGatewayMulticastDomainAssociations$, AcceptTransitGatewayMulticastDomainAssociationsRequest$, AcceptTransitGatewayMulticastDomainAssociationsResult$, AcceptTransitGatewayPeeringAttachment$, AcceptTransitGatewayPeeringAttachmentRequest$, AcceptTransitGatewayPeeringAttachmentResult$, AcceptTransitGatewayVpcAttachment$, AcceptTransitGatewayVpcAttachmentRequest$, AcceptTransitGatewayVpcAttachmentResult$, AcceptVpcEndpointConnections$, AcceptVpcEndpointConnectionsRequest$, AcceptVpcEndpointConnectionsResult$, AcceptVpcPeeringConnection$, AcceptVpcPeeringConnectionRequest$, AcceptVpcPeeringConnectionResult$, AccessScopeAnalysisFinding$, AccessScopePath$, AccessScopePathRequest$, AccountAttribute$, AccountAttributeValue$, AccountVpcEncryptionControl$, AccountVpcEncryptionControlExclusions$, ActiveInstance$, ActiveVpnTunnelStatus$, AddIpamOperatingRegion$, AddIpamOrganizationalUnitExclusion$, AddPrefixListEntry$, AddedPrincipal$, AdditionalDetail$, Address$, AddressAttribute$, AddressTransfer$, AdvertiseByoipCidr$, AdvertiseByoipCidrRequest$, AdvertiseByoipCidrResult$, AllocateAddress$, AllocateAddressRequest$, AllocateAddressResult$, AllocateHosts$, AllocateHostsRequest$, AllocateHostsResult$, AllocateIpamPoolCidr$, AllocateIpamPoolCidrRequest$, AllocateIpamPoolCidrResult$, AllowedPrincipal$, AlternatePathHint$, AnalysisAclRule$, AnalysisComponent$, AnalysisLoadBalancerListener$, AnalysisLoadBalancerTarget$, AnalysisPacketHeader$, AnalysisRouteTableRoute$, AnalysisSecurityGroupRule$, AnalysisTransitGatewayPolicyTableEntry$, ApplicationStatus$, ApplicationStatusCheckAssociationObject$, ApplicationStatusCheckResponseObject$, ApplicationStatusDetail$, ApplicationStatusReason$, ApplicationStatusSummary$, ApplicationStatusesResponseType$, ApplySecurityGroupsToClientVpnTargetNetwork$, ApplySecurityGroupsToClientVpnTargetNetworkRequest$, ApplySecurityGroupsToClientVpnTargetNetworkResult$, AsnAssociation$, AsnAuthorizationContext$, AssignIpv6Addresses$, AssignIpv6AddressesRequest$, AssignIpv6AddressesResult$, AssignPrivateIpAddresses$, AssignPrivateIpAddressesRequest$, AssignPrivateIpAddressesResult$, AssignPrivateNatGatewayAddress$, AssignPrivateNatGatewayAddressRequest$, AssignPrivateNatGatewayAddressResult$, AssignedPrivateIpAddress$, AssociateAddress$, AssociateAddressRequest$, AssociateAddressResult$, AssociateApplicationStatusCheck$, AssociateApplicationStatusCheckRequest$, AssociateApplicationStatusCheckResult$, AssociateCapacityReservationBillingOwner$, AssociateCapacityReservationBillingOwnerRequest$, AssociateCapacityReservationBillingOwnerResult$, AssociateClientVpnTargetNetwork$, AssociateClientVpnTargetNetworkRequest$, AssociateClientVpnTargetNetworkResult$, AssociateDhcpOptions$, AssociateDhcpOptionsRequest$, AssociateEnclaveCertificateIamRole$, AssociateEnclaveCertificateIamRoleRequest$, AssociateEnclaveCertificateIamRoleResult$, AssociateIamInstanceProfile$, AssociateIamInstanceProfileRequest$, AssociateIamInstanceProfileResult$, AssociateInstanceEventWindow$, AssociateInstanceEventWindowRequest$, AssociateInstanceEventWindowResult$, AssociateIpamByoasn$, AssociateIpamByoasnRequest$, AssociateIpamByoasnResult$, AssociateIpamResourceDiscovery$, AssociateIpamResourceDiscoveryRequest$, AssociateIpamResourceDiscoveryResult$, AssociateNatGatewayAddress$, AssociateNatGatewayAddressRequest$, AssociateNatGatewayAddressResult$, AssociateNetworkingFlexCostAllocationPolicy$, AssociateNetworkingFlexCostAllocationPolicyRequest$, AssociateNetworkingFlexCostAllocationPolicyResult$, AssociateRouteServer$, AssociateRouteServerRequest$, AssociateRouteServerResult$, AssociateRouteTable$, AssociateRouteTableRequest$, AssociateRouteTableResult$, AssociateSecurityGroupVpc$, AssociateSecurityGroupVpcRequest$, AssociateSecurityGroupVpcResult$, AssociateSubnetCidrBlock$, AssociateSubnetCidrBlockRequest$, AssociateSubnetCidrBlockResult$, AssociateTransitGatewayMulticastDomain$, AssociateTransitGatewayMulticastDomainRequest$, AssociateTransitGatewayMulticastDomainResult$, AssociateTransitGatewayPolicyTable$, AssociateTransitGatewayPolicyTableRequest$, AssociateTransitGatewayPolicyTableResult$, AssociateTransitGatewayRouteTable$, AssociateTransitGatewayRouteTableRequest$, AssociateTransitGatewayRouteTableResult$, AssociateTrunkInterface$, AssociateTrunkInterfaceRequest$, AssociateTrunkInterfaceResult$, AssociateVpcCidrBlock$, AssociateVpcCidrBlockRequest$, AssociateVpcCidrBlockResult$, AssociatedRole$, AssociatedTargetNetwork$, AssociationStatus$, AthenaIntegration$, AttachClassicLinkVpc$, AttachClassicLinkVpcRequest$, AttachClassicLinkVpcResult$, AttachImageWatermark$, AttachImageWatermarkRequest$, AttachImageWatermarkResult$, AttachInternetGateway$, AttachInternetGatewayRequest$, AttachNetworkInterface$, AttachNetworkInterfaceRequest$, AttachNetworkInterfaceResult$, AttachVerifiedAccessTrustProvider$, AttachVerifiedAccessTrustProviderRequest$, AttachVerifiedAccessTrustProviderResult$, AttachVolume$, AttachVolumeRequest$, AttachVpnGateway$, AttachVpnGatewayRequest$, AttachVpnGatewayResult$, AttachmentEnaSrdSpecification$, AttachmentEnaSrdUdpSpecification$, AttributeBooleanValue$, AttributeSummary$, AttributeValue$, AuthorizationRule$, AuthorizeClientVpnIngress$, AuthorizeClientVpnIngressRequest$, AuthorizeClientVpnIngressResult$, AuthorizeSecurityGroupEgress$, AuthorizeSecurityGroupEgressRequest$, AuthorizeSecurityGroupEgressResult$, AuthorizeSecurityGroupIngressRequest$, AuthorizeSecurityGroupIngressResult$, AvailabilityZone$, AvailabilityZoneAddress$, AvailabilityZoneGeography$, AvailabilityZoneMessage$, AvailabilityZoneSubGeography$, AvailableCapacity$, BaselineEbsBandwidthMbps$, BaselineEbsBandwidthMbpsRequest$, BaselinePerformanceFactors$, BaselinePerformanceFactorsRequest$, BatchModifyIpamRoutingPolicyRegistrations$, BatchModifyIpamRoutingPolicyRegistrationsRequest$, BatchModifyIpamRoutingPolicyRegistrationsResult$, BlockDeviceMapping$, BlockDeviceMappingResponse$, BlockPublicAccessStates$, BundleInstance$, BundleInstanceRequest$, BundleInstanceResult$, BundleTask$, BundleTaskError$, Byoasn$, ByoipCidr$, CancelBundleTask$, CancelBundleTaskRequest$, CancelBundleTaskResult$, CancelCapacityReservation$, CancelCapacityReservationFleetError$, CancelCapacityReservationFleets$, CancelCapacityReservationFleetsRequest$, CancelCapacityReservationFleetsResult$, CancelCapacityReservationRequest$, CancelCapacityReservationResult$, CancelConversionRequest$, CancelConversionTask$, CancelDeclarativePoliciesReport$, CancelDeclarativePoliciesReportRequest$, CancelDeclarativePoliciesReportResult$, CancelExportTask$, CancelExportTaskRequest$, CancelImageLaunchPermission$, CancelImageLaunchPermissionRequest$, CancelImageLaunchPermissionResult$, CancelImportTask$, CancelImportTaskRequest$, CancelImportTaskResult$, CancelReservedInstancesListing$, CancelReservedInstancesListingRequest$, CancelReservedInstancesListingResult$, CancelSpotFleetRequests$, CancelSpotFleetRequestsError$, CancelSpotFleetRequestsErrorItem$, CancelSpotFleetRequestsRequest$, CancelSpotFleetRequestsResponse$, CancelSpotFleetRequestsSuccessItem$, CancelSpotInstanceRequests$, CancelSpotInstanceRequestsRequest$, CancelSpotInstanceRequestsResult$, CancellationTerms$, CancelledSpotInstanceRequest$, CapacityAllocation$, CapacityAllocationMetadataEntry$, CapacityBlock$, CapacityBlockExtension$, CapacityBlockExtensionOffering$, CapacityBlockOffering$, CapacityBlockStatus$, CapacityManagerCondition$, CapacityManagerDataExportResponse$, CapacityManagerDimension$, CapacityManagerMonitoredTagKey$, CapacityManagerSupportabilityScore$, CapacityManagerTagDimension$, CapacityReservation$, CapacityReservationAdjustmentDetails$, CapacityReservationBillingRequest$, CapacityReservationCancellationQuote$, CapacityReservationCommitmentInfo$, CapacityReservationConfiguration$, CapacityReservationFleet$, CapacityReservationFleetCancellationState$, CapacityReservationGroup$, CapacityReservationInfo$, CapacityReservationModificationQuote$, CapacityReservationOptions$, CapacityReservationOptionsRequest$, CapacityReservationSpecification$, CapacityReservationSpecificationResponse$, CapacityReservationStatus$, CapacityReservationTarget$, CapacityReservationTargetResponse$, CapacityReservationTopology$, CarrierGateway$, CertificateAuthentication$, CertificateAuthenticationRequest$, CidrAuthorizationContext$, CidrBlock$, ClassicLinkDnsSupport$, ClassicLinkInstance$, ClassicLoadBalancer$, ClassicLoadBalancersConfig$, ClientCertificateRevocationListStatus$, ClientConnectOptions$, ClientConnectResponseOptions$, ClientData$, ClientLoginBannerOptions$, ClientLoginBannerResponseOptions$, ClientRouteEnforcementOptions$, ClientRouteEnforcementResponseOptions$, ClientVpnAuthentication$, ClientVpnAuthenticationRequest$, ClientVpnAuthorizationRuleStatus$, ClientVpnConnection$, ClientVpnConnectionStatus$, ClientVpnEndpoint$, ClientVpnEndpointAttributeStatus$, ClientVpnEndpointStatus$, ClientVpnRoute$, ClientVpnRouteStatus$, ClientVpnTrustProvider$, ClientVpnTrustProviderRequest$, CloudWatchLogOptions$, CloudWatchLogOptionsSpecification$, CoipAddressUsage$, CoipCidr$, CoipPool$, ConfirmProductInstance$, ConfirmProductInstanceRequest$, ConfirmProductInstanceResult$, ConnectionLogOptions$, ConnectionLogResponseOptions$, ConnectionNotification$, ConnectionTrackingConfiguration$, ConnectionTrackingSpecification$, ConnectionTrackingSpecificationRequest$, ConnectionTrackingSpecificationResponse$, ConversionTask$, CopyFpgaImage$, CopyFpgaImageRequest$, CopyFpgaImageResult$, CopyImage$, CopyImageRequest$, CopyImageResult$, CopySnapshot$, CopySnapshotRequest$, CopySnapshotResult$, CopyVolumes$, CopyVolumesRequest$, CopyVolumesResult$, CpuOptions$, CpuOptionsRequest$, CpuPerformanceFactor$, CpuPerformanceFactorRequest$, CreateApplicationStatusCheck$, CreateApplicationStatusCheckRequest$, CreateApplicationStatusCheckResult$, CreateCapacityManagerDataExport$, CreateCapacityManagerDataExportRequest$, CreateCapacityManagerDataExportResult$, CreateCapacityReservation$, CreateCapacityReservationBySplitting$, CreateCapacityReservationBySplittingRequest$, CreateCapacityReservationBySplittingResult$, CreateCapacityReservationCancellationQuote$, CreateCapacityReservationCancellationQuoteRequest$, CreateCapacityReservationCancellationQuoteResult$, CreateCapacityReservationDateChangeQuote$, CreateCapacityReservationDateChangeQuoteRequest$, CreateCapacityReservationDateChangeQuoteResult$, CreateCapacityReservationFleet$, CreateCapacityReservationFleetRequest$, CreateCapacityReservationFleetResult$, CreateCapacityReservationRequest$, CreateCapacityReservationResult$, CreateCarrierGateway$, CreateCarrierGatewayRequest$, CreateCarrierGatewayResult$, CreateClientVpnEndpoint$, CreateClientVpnEndpointRequest$, CreateClientVpnEndpointResult$, CreateClientVpnRoute$, CreateClientVpnRouteRequest$, CreateClientVpnRouteResult$, CreateCoipCidr$, CreateCoipCidrRequest$, CreateCoipCidrResult$, CreateCoipPool$, CreateCoipPoolRequest$, CreateCoipPoolResult$, CreateCustomerGateway$, CreateCustomerGatewayRequest$, CreateCustomerGatewayResult$, CreateDefaultSubnet$, CreateDefaultSubnetRequest$, CreateDefaultSubnetResult$, CreateDefaultVpc$, CreateDefaultVpcRequest$, CreateDefaultVpcResult$, CreateDelegateMacVolumeOwnershipTask$, CreateDelegateMacVolumeOwnershipTaskRequest$, CreateDelegateMacVolumeOwnershipTaskResult$, CreateDhcpOptions$, CreateDhcpOptionsRequest$, CreateDhcpOptionsResult$, CreateEgressOnlyInternetGateway$, CreateEgressOnlyInternetGatewayRequest$, CreateEgressOnlyInternetGatewayResult$, CreateFleet$, CreateFleetError$, CreateFleetInstance$, CreateFleetRequest$, CreateFleetResult$, CreateFlowLogs$, CreateFlowLogsRequest$, CreateFlowLogsResult$, CreateFpgaImage$, CreateFpgaImageRequest$, CreateFpgaImageResult$, CreateImage$, CreateImageRequest$, CreateImageResult$, CreateImageUsageReport$, CreateImageUsageReportRequest$, CreateImageUsageReportResult$, CreateInstanceConnectEndpoint$, CreateInstanceConnectEndpointRequest$, CreateInstanceConnectEndpointResult$, CreateInstanceEventWindow$, CreateInstanceEventWindowRequest$, CreateInstanceEventWindowResult$, CreateInstanceExportTask$, CreateInstanceExportTaskRequest$, CreateInstanceExportTaskResult$, CreateInternetGateway$, CreateInternetGatewayRequest$, CreateInternetGatewayResult$, CreateInterruptibleCapacityReservationAllocation$, CreateInterruptibleCapacityReservationAllocationRequest$, CreateInterruptibleCapacityReservationAllocationResult$, CreateIpam$, CreateIpamExternalResourceVerificationToken$, CreateIpamExternalResourceVerificationTokenRequest$, CreateIpamExternalResourceVerificationTokenResult$, CreateIpamInternetRegistryAssociation$, CreateIpamInternetRegistryAssociationRequest$, CreateIpamInternetRegistryAssociationResult$, CreateIpamPolicy$, CreateIpamPolicyRequest$, CreateIpamPolicyResult$, CreateIpamPool$, CreateIpamPoolRequest$, CreateIpamPoolResult$, CreateIpamPrefixListResolver$, CreateIpamPrefixListResolverRequest$, CreateIpamPrefixListResolverResult$, CreateIpamPrefixListResolverTarget$, CreateIpamPrefixListResolverTargetRequest$, CreateIpamPrefixListResolverTargetResult$, CreateIpamRequest$, CreateIpamResourceDiscovery$, CreateIpamResourceDiscoveryRequest$, CreateIpamResourceDiscoveryResult$, CreateIpamResult$, CreateIpamRoutingPolicyRegistration$, CreateIpamRoutingPolicyRegistrationRequest$, CreateIpamRoutingPolicyRegistrationResult$, CreateIpamScope$, CreateIpamScopeRequest$, CreateIpamScopeResult$, CreateKeyPair$, CreateKeyPairRequest$, CreateLaunchTemplate$, CreateLaunchTemplateRequest$, CreateLaunchTemplateResult$, CreateLaunchTemplateVersion$, CreateLaunchTemplateVersionRequest$, CreateLaunchTemplateVersionResult$, CreateLocalGatewayRoute$, CreateLocalGatewayRouteRequest$, CreateLocalGatewayRouteResult$, CreateLocalGatewayRouteTable$, CreateLocalGatewayRouteTableRequest$, CreateLocalGatewayRouteTableResult$, CreateLocalGatewayRouteTableVirtualInterfaceGroupAssociation$, CreateLocalGatewayRouteTableVirtualInterfaceGroupAssociationRequest$, CreateLocalGatewayRouteTableVirtualInterfaceGroupAssociationResult$, CreateLocalGatewayRouteTableVpcAssociation$, CreateLocalGatewayRouteTableVpcAssociationRequest$, CreateLocalGatewayRouteTableVpcAssociationResult$, CreateLocalGatewayVirtualInterface$, CreateLocalGatewayVirtualInterfaceGroup$, CreateLocalGatewayVirtualInterfaceGroupRequest$, CreateLocalGatewayVirtualInterfaceGroupResult$, CreateLocalGatewayVirtualInterfaceRequest$, CreateLocalGatewayVirtualInterfaceResult$, CreateMacSystemIntegrityProtectionModificationTask$, CreateMacSystemIntegrityProtectionModificationTaskRequest$, CreateMacSystemIntegrityProtectionModificationTaskResult$, CreateManagedPrefixList$, CreateManagedPrefixListRequest$, CreateManagedPrefixListResult$, CreateMetricCategory$, CreateMetricCategoryRequest$, CreateMetricCategoryResult$, CreateNatGateway$, CreateNatGatewayRequest$, CreateNatGatewayResult$, CreateNetworkAcl$, CreateNetworkAclEntry$, CreateNetworkAclEntryRequest$, CreateNetworkAclRequest$, CreateNetworkAclResult$, CreateNetworkInsightsAccessScope$, CreateNetworkInsightsAccessScopeRequest$, CreateNetworkInsightsAccessScopeResult$, CreateNetworkInsightsPath$, CreateNetworkInsightsPathRequest$, CreateNetworkInsightsPathResult$, CreateNetworkInterface$, CreateNetworkInterfacePermission$, CreateNetworkInterfacePermissionRequest$, CreateNetworkInterfacePermissionResult$, CreateNetworkInterfaceRequest$, CreateNetworkInterfaceResult$, CreateNetworkingFlexCostAllocationPolicy$, CreateNetworkingFlexCostAllocationPolicyRequest$, CreateNetworkingFlexCostAllocationPolicyResult$, CreatePlacementGroup$, CreatePlacementGroupRequest$, CreatePlacementGroupResult$, CreatePublicIpv4Pool$, CreatePublicIpv4PoolRequest$, CreatePublicIpv4PoolResult$, CreateReplaceRootVolumeTask$, CreateReplaceRootVolumeTaskRequest$, CreateReplaceRootVolumeTaskResult$, CreateReservedInstancesListing$, CreateReservedInstancesListingRequest$, CreateReservedInstancesListingResult$, CreateRestoreImageTask$, CreateRestoreImageTaskRequest$, CreateRestoreImageTaskResult$, CreateRoute$, CreateRouteRequest$, CreateRouteResult$, CreateRouteServer$, CreateRouteServerEndpoint$, CreateRouteServerEndpointRequest$, CreateRouteServerEndpointResult$, CreateRouteServerPeer$, CreateRouteServerPeerRequest$, CreateRouteServerPeerResult$, CreateRouteServerRequest$, CreateRouteServerResult$, CreateRouteTable$, CreateRouteTableRequest$, CreateRouteTableResult$, CreateSecondaryNetwork$, CreateSecondaryNetworkRequest$, CreateSecondaryNetworkResult$, CreateSecondarySubnet$, CreateSecondarySubnetRequest$, CreateSecondarySubnetResult$, CreateSecurityGroup$, CreateSecurityGroupRequest$, CreateSecurityGroupResult$, CreateSnapshot$, CreateSnapshotRequest$, CreateSnapshots$, CreateSnapshotsRequest$, CreateSnapshotsResult$, CreateSpotDatafeedSubscription$, CreateSpotDatafeedSubscriptionRequest$, CreateSpotDatafeedSubscriptionResult$, CreateStoreImageTask$, CreateStoreImageTaskRequest$, CreateStoreImageTaskResult$, CreateSubnet$, CreateSubnetCidrReservation$, CreateSubnetCidrReservationRequest$, CreateSubnetCidrReservationResult$, CreateSubnetRequest$, CreateSubnetResult$, CreateTags$, CreateTagsRequest$, CreateTrafficMirrorFilter$, CreateTrafficMirrorFilterRequest$, CreateTrafficMirrorFilterResult$, CreateTrafficMirrorFilterRule$, CreateTrafficMirrorFilterRuleRequest$, CreateTrafficMirrorFilterRuleResult$, CreateTrafficMirrorSession$, CreateTrafficMirrorSessionRequest$, CreateTrafficMirrorSessionResult$, CreateTrafficMirrorTarget$, CreateTrafficMirrorTargetRequest$, CreateTrafficMirrorTargetResult$, CreateTransitGateway$, CreateTransitGatewayConnect$, CreateTransitGatewayConnectPeer$, CreateTransitGatewayConnectPeerRequest$, CreateTransitGatewayConnectPeerResult$, CreateTransitGatewayConnectRequest$, CreateTransitGatewayConnectRequestOptions$, CreateTransitGatewayConnectResult$, CreateTransitGatewayMeteringPolicy$, CreateTransitGatewayMeteringPolicyEntry$, CreateTransitGatewayMeteringPolicyEntryRequest$, CreateTransitGatewayMeteringPolicyEntryResult$, CreateTransitGatewayMeteringPolicyRequest$, CreateTransitGatewayMeteringPolicyResult$, CreateTransitGatewayMulticastDomain$, CreateTransitGatewayMulticastDomainRequest$, CreateTransitGatewayMulticastDomainRequestOptions$, CreateTransitGatewayMulticastDomainResult$, CreateTransitGatewayPeeringAttachment$, CreateTransitGatewayPeeringAttachmentRequest$, CreateTransitGatewayPeeringAttachmentRequestOptions$, CreateTransitGatewayPeeringAttachmentResult$, CreateTransitGatewayPolicyTable$, CreateTransitGatewayPolicyTableEntry$, CreateTransitGatewayPolicyTableEntryRequest$, CreateTransitGatewayPolicyTableEntryResult$, CreateTransitGatewayPolicyTableRequest$, CreateTransitGatewayPolicyTableResult$, CreateTransitGatewayPrefixListReference$, CreateTransitGatewayPrefixListReferenceRequest$, CreateTransitGatewayPrefixListReferenceResult$, CreateTransitGatewayRequest$, CreateTransitGatewayResult$, CreateTransitGatewayRoute$, CreateTransitGatewayRouteRequest$, CreateTransitGatewayRouteResult$, CreateTransitGatewayRouteTable$, CreateTransitGatewayRouteTableAnnouncement$, CreateTransitGatewayRouteTableAnnouncementRequest$, CreateTransitGatewayRouteTableAnnouncementResult$, CreateTransitGatewayRouteTableRequest$, CreateTransitGatewayRouteTableResult$, CreateTransitGatewayVpcAttachment$, CreateTransitGatewayVpcAttachmentRequest$, CreateTransitGatewayVpcAttachmentRequestOptions$, CreateTransitGatewayVpcAttachmentResult$, CreateVerifiedAccessEndpoint$, CreateVerifiedAccessEndpointCidrOptions$, CreateVerifiedAccessEndpointEniOptions$, CreateVerifiedAccessEndpointLoadBalancerOptions$, CreateVerifiedAccessEndpointPortRange$, CreateVerifiedAccessEndpointRdsOptions$, CreateVerifiedAccessEndpointRequest$, CreateVerifiedAccessEndpointResult$, CreateVerifiedAccessGroup$, CreateVerifiedAccessGroupRequest$, CreateVerifiedAccessGroupResult$, CreateVerifiedAccessInstance$, CreateVerifiedAccessInstanceRequest$, CreateVerifiedAccessInstanceResult$, CreateVerifiedAccessNativeApplicationOidcOptions$, CreateVerifiedAccessTrustProvider$, CreateVerifiedAccessTrustProviderDeviceOptions$, CreateVerifiedAccessTrustProviderOidcOptions$, CreateVerifiedAccessTrustProviderRequest$, CreateVerifiedAccessTrustProviderResult$, CreateVolume$, CreateVolumePermission$, CreateVolumePermissionModifications$, CreateVolumeRequest$, CreateVpc$, CreateVpcBlockPublicAccessExclusion$, CreateVpcBlockPublicAccessExclusionRequest$, CreateVpcBlockPublicAccessExclusionResult$, CreateVpcEncryptionControl$, CreateVpcEncryptionControlRequest$, CreateVpcEncryptionControlResult$, CreateVpcEndpoint$, CreateVpcEndpointConnectionNotification$, CreateVpcEndpointConnectionNotificationRequest$, CreateVpcEndpointConnectionNotificationResult$, CreateVpcEndpointRequest$, CreateVpcEndpointResult$, CreateVpcEndpointServiceConfiguration$, CreateVpcEndpointServiceConfigurationRequest$, CreateVpcEndpointServiceConfigurationResult$, CreateVpcPeeringConnection$, CreateVpcPeeringConnectionRequest$, CreateVpcPeeringConnectionResult$, CreateVpcRequest$, CreateVpcResult$, CreateVpnConcentrator$, CreateVpnConcentratorRequest$, CreateVpnConcentratorResult$, CreateVpnConnection$, CreateVpnConnectionRequest$, CreateVpnConnectionResult$, CreateVpnConnectionRoute$, CreateVpnConnectionRouteRequest$, CreateVpnGateway$, CreateVpnGatewayRequest$, CreateVpnGatewayResult$, CreationDateCondition$, CreationDateConditionRequest$, CreditSpecification$, CreditSpecificationRequest$, CustomTagKeyValueRequestPair$, CustomTagKeyValueResponsePair$, CustomerGateway$, DataQuery$, DataResponse$, DeclarativePoliciesReport$, DefaultConnectionTrackingConfiguration$, DeleteApplicationStatusCheck$, DeleteApplicationStatusCheckRequest$, DeleteApplicationStatusCheckResult$, DeleteCapacityManagerDataExport$, DeleteCapacityManagerDataExportRequest$, DeleteCapacityManagerDataExportResult$, DeleteCarrierGateway$, DeleteCarrierGatewayRequest$, DeleteCarrierGatewayResult$, DeleteClientVpnEndpoint$, DeleteClientVpnEndpointAuthorizationPolicy$, DeleteClientVpnEndpointAuthorizationPolicyRequest$, DeleteClientVpnEndpointAuthorizationPolicyResult$, DeleteClientVpnEndpointRequest$, DeleteClientVpnEndpointResult$, DeleteClientVpnRoute$, DeleteClientVpnRouteRequest$, DeleteClientVpnRouteResult$, DeleteCoipCidr$, DeleteCoipCidrRequest$, DeleteCoipCidrResult$, DeleteCoipPool$, DeleteCoipPoolRequest$, DeleteCoipPoolResult$, DeleteCustomerGateway$, DeleteCustomerGatewayRequest$, DeleteDhcpOptions$, DeleteDhcpOptionsRequest$, DeleteEgressOnlyInternetGateway$, DeleteEgressOnlyInternetGatewayRequest$, DeleteEgressOnlyInternetGatewayResult$, DeleteFleetError$, DeleteFleetErrorItem$, DeleteFleetSuccessItem$, DeleteFleets$, DeleteFleetsRequest$, DeleteFleetsResult$, DeleteFlowLogs$, DeleteFlowLogsRequest$, DeleteFlowLogsResult$, DeleteFpgaImage$, DeleteFpgaImageRequest$, DeleteFpgaImageResult$, DeleteImageUsageReport$, DeleteImageUsageReportRequest$, DeleteImageUsageReportResult$, DeleteInstanceConnectEndpoint$, DeleteInstanceConnectEndpointRequest$, DeleteInstanceConnectEndpointResult$, DeleteInstanceEventWindow$, DeleteInstanceEventWindowRequest$, DeleteInstanceEventWindowResult$, DeleteInternetGateway$, DeleteInternetGatewayRequest$, DeleteIpam$, DeleteIpamExternalResourceVerificationToken$, DeleteIpamExternalResourceVerificationTokenRequest$, DeleteIpamExternalResourceVerificationTokenResult$, DeleteIpamInternetRegistryAssociation$, DeleteIpamInternetRegistryAssociationRequest$, DeleteIpamInternetRegistryAssociationResult$, DeleteIpamPolicy$, DeleteIpamPolicyRequest$, DeleteIpamPolicyResult$, DeleteIpamPool$, DeleteIpamPoolRequest$, DeleteIpamPoolResult$, DeleteIpamPrefixListResolver$, DeleteIpamPrefixListResolverRequest$, DeleteIpamPrefixListResolverResult$, DeleteIpamPrefixListResolverTarget$, DeleteIpamPrefixListResolverTargetRequest$, DeleteIpamPrefixListResolverTargetResult$, DeleteIpamRequest$, DeleteIpamResourceDiscovery$, DeleteIpamResourceDiscoveryRequest$, DeleteIpamResourceDiscoveryResult$, DeleteIpamResult$, DeleteIpamRoutingPolicyRegistration$, DeleteIpamRoutingPolicyRegistrationRequest$, DeleteIpamRoutingPolicyRegistrationResult$, DeleteIpamScope$, DeleteIpamScopeRequest$, DeleteIpamScopeResult$, DeleteKeyPair$, DeleteKeyPairRequest$, DeleteKeyPairResult$, DeleteLaunchTemplate$, DeleteLaunchTemplateRequest$, DeleteLaunchTemplateResult$, DeleteLaunchTemplateVersions$, DeleteLaunchTemplateVersionsRequest$, DeleteLaunchTemplateVersionsResponseErrorItem$, DeleteLaunchTemplateVersionsResponseSuccessItem$, DeleteLaunchTemplateVersionsResult$, DeleteLocalGatewayRoute$, DeleteLocalGatewayRouteRequest$, DeleteLocalGatewayRouteResult$, DeleteLocalGatewayRouteTable$, DeleteLocalGatewayRouteTableRequest$, DeleteLocalGatewayRouteTableResult$, DeleteLocalGatewayRouteTableVirtualInterfaceGroupAssociation$, DeleteLocalGatewayRouteTableVirtualInterfaceGroupAssociationRequest$, DeleteLocalGatewayRouteTableVirtualInterfaceGroupAssociationResult$, DeleteLocalGatewayRouteTableVpcAssociation$, DeleteLocalGatewayRouteTableVpcAssociationRequest$, DeleteLocalGatewayRouteTableVpcAssociationResult$, DeleteLocalGatewayVirtualInterface$, DeleteLocalGatewayVirtualInterfaceGroup$, DeleteLocalGatewayVirtualInterfaceGroupRequest$, DeleteLocalGatewayVirtualInterfaceGroupResult$, DeleteLocalGatewayVirtualInterfaceRequest$, DeleteLocalGatewayVirtualInterfaceResult$, DeleteManagedPrefixList$, DeleteManagedPrefixListRequest$, DeleteManagedPrefixListResult$, DeleteMetricCategory$, DeleteMetricCategoryRequest$, DeleteMetricCategoryResult$, DeleteNatGateway$, DeleteNatGatewayRequest$, DeleteNatGatewayResult$, DeleteNetworkAcl$, DeleteNetworkAclEntry$, DeleteNetworkAclEntryRequest$, DeleteNetworkAclRequest$, DeleteNetworkInsightsAccessScope$, DeleteNetworkInsightsAccessScopeAnalysis$, DeleteNetworkInsightsAccessScopeAnalysisRequest$, DeleteNetworkInsightsAccessScopeAnalysisResult$, DeleteNetworkInsightsAccessScopeRequest$, DeleteNetworkInsightsAccessScopeResult$, DeleteNetworkInsightsAnalysis$, DeleteNetworkInsightsAnalysisRequest$, DeleteNetworkInsightsAnalysisResult$, DeleteNetworkInsightsPath$, DeleteNetworkInsightsPathRequest$, DeleteNetworkInsightsPathResult$, DeleteNetworkInterface$, DeleteNetworkInterfacePermission$, DeleteNetworkInterfacePermissionRequest$, DeleteNetworkInterfacePermissionResult$, DeleteNetworkInterfaceRequest$, DeleteNetworkingFlexCostAllocationPolicies$, DeleteNetworkingFlexCostAllocationPoliciesRequest$, DeleteNetworkingFlexCostAllocationPoliciesResult$, DeletePlacementGroup$, DeletePlacementGroupRequest$, DeletePublicIpv4Pool$, DeletePublicIpv4PoolRequest$, DeletePublicIpv4PoolResult$, DeleteQueuedReservedInstances$, DeleteQueuedReservedInstancesError$, DeleteQueuedReservedInstancesRequest$, DeleteQueuedReservedInstancesResult$, DeleteRoute$, DeleteRouteRequest$, DeleteRouteServer$, DeleteRouteServerEndpoint$, DeleteRouteServerEndpointRequest$, DeleteRouteServerEndpointResult$, DeleteRouteServerPeer$, DeleteRouteServerPeerRequest$, DeleteRouteServerPeerResult$, DeleteRouteServerRequest$, DeleteRouteServerResult$, DeleteRouteTable$, DeleteRouteTableRequest$, DeleteSecondaryNetwork$, DeleteSecondaryNetworkRequest$, DeleteSecondaryNetworkResult$, DeleteSecondarySubnet$, DeleteSecondarySubnetRequest$, DeleteSecondarySubnetResult$, DeleteSecurityGroup$, DeleteSecurityGroupRequest$, DeleteSecurityGroupResult$, DeleteSnapshot$, DeleteSnapshotRequest$, DeleteSnapshotReturnCode$, DeleteSpotDatafeedSubscription$, DeleteSpotDatafeedSubscriptionRequest$, DeleteSubnet$, DeleteSubnetCidrReservation$, DeleteSubnetCidrReservationRequest$, DeleteSubnetCidrReservationResult$, DeleteSubnetRequest$, DeleteTags$, DeleteTagsRequest$, DeleteTrafficMirrorFilter$, DeleteTrafficMirrorFilterRequest$, DeleteTrafficMirrorFilterResult$, DeleteTrafficMirrorFilterRule$, DeleteTrafficMirrorFilterRuleRequest$, DeleteTrafficMirrorFilterRuleResult$, DeleteTrafficMirrorSession$, DeleteTrafficMirrorSessionRequest$, DeleteTrafficMirrorSessionResult$, DeleteTrafficMirrorTarget$, DeleteTrafficMirrorTargetRequest$, DeleteTrafficMirrorTargetResult$, DeleteTransitGateway$, DeleteTransitGatewayClientVpnAttachment$, DeleteTransitGatewayClientVpnAttachmentRequest$, DeleteTransitGatewayClientVpnAttachmentResult$, DeleteTransitGatewayConnect$, DeleteTransitGatewayConnectPeer$, DeleteTransitGatewayConnectPeerRequest$, DeleteTransitGatewayConnectPeerResult$, DeleteTransitGatewayConnectRequest$, DeleteTransitGatewayConnectResult$, DeleteTransitGatewayMeteringPolicy$, DeleteTransitGatewayMeteringPolicyEntry$, DeleteTransitGatewayMeteringPolicyEntryRequest$, DeleteTransitGatewayMeteringPolicyEntryResult$, DeleteTransitGatewayMeteringPolicyRequest$, DeleteTransitGatewayMeteringPolicyResult$, DeleteTransitGatewayMulticastDomain$, DeleteTransitGatewayMulticastDomainRequest$, DeleteTransitGatewayMulticastDomainResult$, DeleteTransitGatewayPeeringAttachment$, DeleteTransitGatewayPeeringAttachmentRequest$, DeleteTransitGatewayPeeringAttachmentResult$, DeleteTransitGatewayPolicyTable$, DeleteTransitGatewayPolicyTableEntry$, DeleteTransitGatewayPolicyTableEntryRequest$, DeleteTransitGatewayPolicyTableEntryResult$, DeleteTransitGatewayPolicyTableRequest$, DeleteTransitGatewayPolicyTableResult$, DeleteTransitGatewayPrefixListReference$, DeleteTransitGatewayPrefixListReferenceRequest$, DeleteTransitGatewayPrefixListReferenceResult$, DeleteTransitGatewayRequest$, DeleteTransitGatewayResult$, DeleteTransitGatewayRoute$, DeleteTransitGatewayRouteRequest$, DeleteTransitGatewayRouteResult$, DeleteTransitGatewayRouteTable$, DeleteTransitGatewayRouteTableAnnouncement$, DeleteTransitGatewayRouteTableAnnouncementRequest$, DeleteTransitGatewayRouteTableAnnouncementResult$, DeleteTransitGatewayRouteTableRequest$, DeleteTransitGatewayRouteTableResult$, DeleteTransitGatewayVpcAttachment$, DeleteTransitGatewayVpcAttachmentRequest$, DeleteTransitGatewayVpcAttachmentResult$, DeleteVerifiedAccessEndpoint$, DeleteVerifiedAccessEndpointRequest$, DeleteVerifiedAccessEndpointResult$, DeleteVerifiedAccessGroup$, DeleteVerifiedAccessGroupRequest$, DeleteVerifiedAccessGroupResult$, DeleteVerifiedAccessInstance$, DeleteVerifiedAccessInstanceRequest$, DeleteVerifiedAccessInstanceResult$, DeleteVerifiedAccessTrustProvider$, DeleteVerifiedAccessTrustProviderRequest$, DeleteVerifiedAccessTrustProviderResult$, DeleteVolume$, DeleteVolumeRequest$, DeleteVpc$, DeleteVpcBlockPublicAccessExclusion$, DeleteVpcBlockPublicAccessExclusionRequest$, DeleteVpcBlockPublicAccessExclusionResult$, DeleteVpcEncryptionControl$, DeleteVpcEncryptionControlRequest$, DeleteVpcEncryptionControlResult$, DeleteVpcEndpointConnectionNotifications$, DeleteVpcEndpointConnectionNotificationsRequest$, DeleteVpcEndpointConnectionNotificationsResult$, DeleteVpcEndpointServiceConfigurations$, DeleteVpcEndpointServiceConfigurationsRequest$, DeleteVpcEndpointServiceConfigurationsResult$, DeleteVpcEndpoints$, DeleteVpcEndpointsRequest$, DeleteVpcEndpointsResult$, DeleteVpcPeeringConnection$, DeleteVpcPeeringConnectionRequest$, DeleteVpcPeeringConnectionResult$, DeleteVpcRequest$, DeleteVpnConcentrator$, DeleteVpnConcentratorRequest$, DeleteVpnConcentratorResult$, DeleteVpnConnection$, DeleteVpnConnectionRequest$, DeleteVpnConnectionRoute$, DeleteVpnConnectionRouteRequest$, DeleteVpnGateway$, DeleteVpnGatewayRequest$, DeprecationTimeCondition$, DeprecationTimeConditionRequest$, DeprovisionByoipCidr$, DeprovisionByoipCidrRequest$, DeprovisionByoipCidrResult$, DeprovisionIpamByoasn$, DeprovisionIpamByoasnRequest$, DeprovisionIpamByoasnResult$, DeprovisionIpamPoolCidr$, DeprovisionIpamPoolCidrRequest$, DeprovisionIpamPoolCidrResult$, DeprovisionPublicIpv4PoolCidr$, DeprovisionPublicIpv4PoolCidrRequest$, DeprovisionPublicIpv4PoolCidrResult$, DeregisterImage$, DeregisterImageRequest$, DeregisterImageResult$, DeregisterInstanceEventNotificationAttributes$, DeregisterInstanceEventNotificationAttributesRequest$, DeregisterInstanceEventNotificationAttributesResult$, DeregisterInstanceTagAttributeRequest$, DeregisterTransitGatewayMulticastGroupMembers$, DeregisterTransitGatewayMulticastGroupMembersRequest$, DeregisterTransitGatewayMulticastGroupMembersResult$, DeregisterTransitGatewayMulticastGroupSources$, DeregisterTransitGatewayMulticastGroupSourcesRequest$, DeregisterTransitGatewayMulticastGroupSourcesResult$, DescribeAccountAttributes$, DescribeAccountAttributesRequest$, DescribeAccountAttributesResult$, DescribeAccountVpcEncryptionControl$, DescribeAccountVpcEncryptionControlRequest$, DescribeAccountVpcEncryptionControlResult$, DescribeAddressTransfers$, DescribeAddressTransfersRequest$, DescribeAddressTransfersResult$, DescribeAddresses$, DescribeAddressesAttribute$, DescribeAddressesAttributeRequest$, DescribeAddressesAttributeResult$, DescribeAddressesRequest$, DescribeAddressesResult$, DescribeAggregateIdFormat$, DescribeAggregateIdFormatRequest$, DescribeAggregateIdFormatResult$, DescribeApplicationStatus$, DescribeApplicationStatusCheckAssociations$, DescribeApplicationStatusCheckAssociationsRequest$, DescribeApplicationStatusCheckAssociationsResult$, DescribeApplicationStatusChecks$, DescribeApplicationStatusChecksRequest$, DescribeApplicationStatusChecksResult$, DescribeApplicationStatusRequest$, DescribeApplicationStatusResult$, DescribeAvailabilityZonesRequest$, DescribeAvailabilityZonesResult$, DescribeAwsNetworkPerformanceMetricSubscriptions$, DescribeAwsNetworkPerformanceMetricSubscriptionsRequest$, DescribeAwsNetworkPerformanceMetricSubscriptionsResult$, DescribeBundleTasks$, DescribeBundleTasksRequest$, DescribeBundleTasksResult$, DescribeByoipCidrs$, DescribeByoipCidrsRequest$, DescribeByoipCidrsResult$, DescribeCapacityBlockExtensionHistory$, DescribeCapacityBlockExtensionHistoryRequest$, DescribeCapacityBlockExtensionHistoryResult$, DescribeCapacityBlockExtensionOfferings$, DescribeCapacityBlockExtensionOfferingsRequest$, DescribeCapacityBlockExtensionOfferingsResult$, DescribeCapacityBlockOfferings$, DescribeCapacityBlockOfferingsRequest$, DescribeCapacityBlockOfferingsResult$, DescribeCapacityBlockStatus$, DescribeCapacityBlockStatusRequest$, DescribeCapacityBlockStatusResult$, DescribeCapacityBlocks$, DescribeCapacityBlocksRequest$, DescribeCapacityBlocksResult$, DescribeCapacityManagerDataExports$, DescribeCapacityManagerDataExportsRequest$, DescribeCapacityManagerDataExportsResult$, DescribeCapacityReservationBillingRequests$, DescribeCapacityReservationBillingRequestsRequest$, DescribeCapacityReservationBillingRequestsResult$, DescribeCapacityReservationCancellationQuotes$, DescribeCapacityReservationCancellationQuotesRequest$, DescribeCapacityReservationCancellationQuotesResult$, DescribeCapacityReservationDateChangeQuotes$, DescribeCapacityReservationDateChangeQuotesRequest$, DescribeCapacityReservationDateChangeQuotesResult$, DescribeCapacityReservationFleets$, DescribeCapacityReservationFleetsRequest$, DescribeCapacityReservationFleetsResult$, DescribeCapacityReservationTopology$, DescribeCapacityReservationTopologyRequest$, DescribeCapacityReservationTopologyResult$, DescribeCapacityReservations$, DescribeCapacityReservationsRequest$, DescribeCapacityReservationsResult$, DescribeCarrierGateways$, DescribeCarrierGatewaysRequest$, DescribeCarrierGatewaysResult$, DescribeClassicLinkInstances$, DescribeClassicLinkInstancesRequest$, DescribeClassicLinkInstancesResult$, DescribeClientVpnAuthorizationRules$, DescribeClientVpnAuthorizationRulesRequest$, DescribeClientVpnAuthorizationRulesResult$, DescribeClientVpnConnections$, DescribeClientVpnConnectionsRequest$, DescribeClientVpnConnectionsResult$, DescribeClientVpnEndpoints$, DescribeClientVpnEndpointsRequest$, DescribeClientVpnEndpointsResult$, DescribeClientVpnRoutes$, DescribeClientVpnRoutesRequest$, DescribeClientVpnRoutesResult$, DescribeClientVpnTargetNetworks$, DescribeClientVpnTargetNetworksRequest$, DescribeClientVpnTargetNetworksResult$, DescribeCoipPools$, DescribeCoipPoolsRequest$, DescribeCoipPoolsResult$, DescribeConversionTasks$, DescribeConversionTasksRequest$, DescribeConversionTasksResult$, DescribeCustomerGateways$, DescribeCustomerGatewaysRequest$, DescribeCustomerGatewaysResult$, DescribeDeclarativePoliciesReports$, DescribeDeclarativePoliciesReportsRequest$, DescribeDeclarativePoliciesReportsResult$, DescribeDhcpOptions$, DescribeDhcpOptionsRequest$, DescribeDhcpOptionsResult$, DescribeEgressOnlyInternetGateways$, DescribeEgressOnlyInternetGatewaysRequest$, DescribeEgressOnlyInternetGatewaysResult$, DescribeElasticGpus$, DescribeElasticGpusRequest$, DescribeElasticGpusResult$, DescribeExportImageTasks$, DescribeExportImageTasksRequest$, DescribeExportImageTasksResult$, DescribeExportTasks$, DescribeExportTasksRequest$, DescribeExportTasksResult$, DescribeFastLaunchImages$, DescribeFastLaunchImagesRequest$, DescribeFastLaunchImagesResult$, DescribeFastLaunchImagesSuccessItem$, DescribeFastSnapshotRestoreSuccessItem$, DescribeFastSnapshotRestores$, DescribeFastSnapshotRestoresRequest$, DescribeFastSnapshotRestoresResult$, DescribeFleetError$, DescribeFleetHistory$, DescribeFleetHistoryRequest$, DescribeFleetHistoryResult$, DescribeFleetInstances$, DescribeFleetInstancesRequest$, DescribeFleetInstancesResult$, DescribeFleets$, DescribeFleetsInstances$, DescribeFleetsRequest$, DescribeFleetsResult$, DescribeFlowLogs$, DescribeFlowLogsRequest$, DescribeFlowLogsResult$, DescribeFpgaImageAttribute$, DescribeFpgaImageAttributeRequest$, DescribeFpgaImageAttributeResult$, DescribeFpgaImages$, DescribeFpgaImagesRequest$, DescribeFpgaImagesResult$, DescribeHostReservationOfferings$, DescribeHostReservationOfferingsRequest$, DescribeHostReservationOfferingsResult$, DescribeHostReservations$, DescribeHostReservationsRequest$, DescribeHostReservationsResult$, DescribeHosts$, DescribeHostsRequest$, DescribeHostsResult$, DescribeIamInstanceProfileAssociations$, DescribeIamInstanceProfileAssociationsRequest$, DescribeIamInstanceProfileAssociationsResult$, DescribeIdFormat$, DescribeIdFormatRequest$, DescribeIdFormatResult$, DescribeIdentityIdFormat$, DescribeIdentityIdFormatRequest$, DescribeIdentityIdFormatResult$, DescribeImageAttribute$, DescribeImageAttributeRequest$, DescribeImageReferences$, DescribeImageReferencesRequest$, DescribeImageReferencesResult$, DescribeImageUsageReportEntries$, DescribeImageUsageReportEntriesRequest$, DescribeImageUsageReportEntriesResult$, DescribeImageUsageReports$, DescribeImageUsageReportsRequest$, DescribeImageUsageReportsResult$, DescribeImages$, DescribeImagesRequest$, DescribeImagesResult$, DescribeImportImageTasks$, DescribeImportImageTasksRequest$, DescribeImportImageTasksResult$, DescribeImportSnapshotTasks$, DescribeImportSnapshotTasksRequest$, DescribeImportSnapshotTasksResult$, DescribeInstanceAttribute$, DescribeInstanceAttributeRequest$, DescribeInstanceConnectEndpoints$, DescribeInstanceConnectEndpointsRequest$, DescribeInstanceConnectEndpointsResult$, DescribeInstanceCreditSpecifications$, DescribeInstanceCreditSpecificationsRequest$, DescribeInstanceCreditSpecificationsResult$, DescribeInstanceEventNotificationAttributes$, DescribeInstanceEventNotificationAttributesRequest$, DescribeInstanceEventNotificationAttributesResult$, DescribeInstanceEventWindows$, DescribeInstanceEventWindowsRequest$, DescribeInstanceEventWindowsResult$, DescribeInstanceImageMetadata$, DescribeInstanceImageMetadataRequest$, DescribeInstanceImageMetadataResult$, DescribeInstanceSqlHaHistoryStates$, DescribeInstanceSqlHaHistoryStatesRequest$, DescribeInstanceSqlHaHistoryStatesResult$, DescribeInstanceSqlHaStates$, DescribeInstanceSqlHaStatesRequest$, DescribeInstanceSqlHaStatesResult$, DescribeInstanceStatus$, DescribeInstanceStatusRequest$, DescribeInstanceStatusResult$, DescribeInstanceTopology$, DescribeInstanceTopologyRequest$, DescribeInstanceTopologyResult$, DescribeInstanceTypeOfferings$, DescribeInstanceTypeOfferingsRequest$, DescribeInstanceTypeOfferingsResult$, DescribeInstanceTypes$, DescribeInstanceTypesRequest$, DescribeInstanceTypesResult$, DescribeInstances$, DescribeInstancesRequest$, DescribeInstancesResult$, DescribeInternetGatewaysRequest$, DescribeInternetGatewaysResult$, DescribeIpamByoasn$, DescribeIpamByoasnRequest$, DescribeIpamByoasnResult$, DescribeIpamExternalResourceVerificationTokens$, DescribeIpamExternalResourceVerificationTokensRequest$, DescribeIpamExternalResourceVerificationTokensResult$, DescribeIpamInternetRegistryAssociations$, DescribeIpamInternetRegistryAssociationsRequest$, DescribeIpamInternetRegistryAssociationsResult$, DescribeIpamPolicies$, DescribeIpamPoliciesRequest$, DescribeIpamPoliciesResult$, DescribeIpamPoolAllocations$, DescribeIpamPoolAllocationsRequest$, DescribeIpamPoolAllocationsResult$, DescribeIpamPools$, DescribeIpamPoolsRequest$, DescribeIpamPoolsResult$, DescribeIpamPrefixListResolverTargets$, DescribeIpamPrefixListResolverTargetsRequest$, DescribeIpamPrefixListResolverTargetsResult$, DescribeIpamPrefixListResolvers$, DescribeIpamPrefixListResolversRequest$, DescribeIpamPrefixListResolversResult$, DescribeIpamResourceDiscoveries$, DescribeIpamResourceDiscoveriesRequest$, DescribeIpamResourceDiscoveriesResult$, DescribeIpamResourceDiscoveryAssociations$, DescribeIpamResourceDiscoveryAssociationsRequest$, DescribeIpamResourceDiscoveryAssociationsResult$, DescribeIpamScopes$, DescribeIpamScopesRequest$, DescribeIpamScopesResult$, DescribeIpams$, DescribeIpamsRequest$, DescribeIpamsResult$, DescribeIpv6Pools$, DescribeIpv6PoolsRequest$, DescribeIpv6PoolsResult$, DescribeKeyPairs$, DescribeKeyPairsRequest$, DescribeKeyPairsResult$, DescribeLaunchTemplateVersions$, DescribeLaunchTemplateVersionsRequest$, DescribeLaunchTemplateVersionsResult$, DescribeLaunchTemplates$, DescribeLaunchTemplatesRequest$, DescribeLaunchTemplatesResult$, DescribeLocalGatewayRouteTableVirtualInterfaceGroupAssociations$, DescribeLocalGatewayRouteTableVirtualInterfaceGroupAssociationsRequest$, DescribeLocalGatewayRouteTableVirtualInterfaceGroupAssociationsResult$, DescribeLocalGatewayRouteTableVpcAssociations$, DescribeLocalGatewayRouteTableVpcAssociationsRequest$, DescribeLocalGatewayRouteTableVpcAssociationsResult$, DescribeLocalGatewayRouteTables$, DescribeLocalGatewayRouteTablesRequest$, DescribeLocalGatewayRouteTablesResult$, DescribeLocalGatewayVirtualInterfaceGroups$, DescribeLocalGatewayVirtualInterfaceGroupsRequest$, DescribeLocalGatewayVirtualInterfaceGroupsResult$, DescribeLocalGatewayVirtualInterfaces$, DescribeLocalGatewayVirtualInterfacesRequest$, DescribeLocalGatewayVirtualInterfacesResult$, DescribeLocalGateways$, DescribeLocalGatewaysRequest$, DescribeLocalGatewaysResult$, DescribeLockedSnapshots$, DescribeLockedSnapshotsRequest$, DescribeLockedSnapshotsResult$, DescribeMacHosts$, DescribeMacHostsRequest$, DescribeMacHostsResult$, DescribeMacModificationTasks$, DescribeMacModificationTasksRequest$, DescribeMacModificationTasksResult$, DescribeManagedPrefixListsRequest$, DescribeManagedPrefixListsResult$, DescribeMetricCategories$, DescribeMetricCategoriesRequest$, DescribeMetricCategoriesResult$, DescribeMovingAddresses$, DescribeMovingAddressesRequest$, DescribeMovingAddressesResult$, DescribeNatGateways$, DescribeNatGatewaysRequest$, DescribeNatGatewaysResult$, DescribeNetworkAcls$, DescribeNetworkAclsRequest$, DescribeNetworkAclsResult$, DescribeNetworkInsightsAccessScopeAnalyses$, DescribeNetworkInsightsAccessScopeAnalysesRequest$, DescribeNetworkInsightsAccessScopeAnalysesResult$, DescribeNetworkInsightsAccessScopes$, DescribeNetworkInsightsAccessScopesRequest$, DescribeNetworkInsightsAccessScopesResult$, DescribeNetworkInsightsAnalyses$, DescribeNetworkInsightsAnalysesRequest$, DescribeNetworkInsightsAnalysesResult$, DescribeNetworkInsightsPaths$, DescribeNetworkInsightsPathsRequest$, DescribeNetworkInsightsPathsResult$, DescribeNetworkInterfaceAttribute$, DescribeNetworkInterfaceAttributeRequest$, DescribeNetworkInterfaceAttributeResult$, DescribeNetworkInterfacePermissions$, DescribeNetworkInterfacePermissionsRequest$, DescribeNetworkInterfacePermissionsResult$, DescribeNetworkInterfaces$, DescribeNetworkInterfacesRequest$, DescribeNetworkInterfacesResult$, DescribeNetworkingFlexCostAllocationPolicies$, DescribeNetworkingFlexCostAllocationPoliciesRequest$, DescribeNetworkingFlexCostAllocationPoliciesResult$, DescribeNetworkingFlexCostAllocationPolicyAssociations$, DescribeNetworkingFlexCostAllocationPolicyAssociationsRequest$, DescribeNetworkingFlexCostAllocationPolicyAssociationsResult$, DescribeOutpostLags$, DescribeOutpostLagsRequest$, DescribeOutpostLagsResult$, DescribePlacementGroups$, DescribePlacementGroupsRequest$, DescribePlacementGroupsResult$, DescribePrefixLists$, DescribePrefixListsRequest$, DescribePrefixListsResult$, DescribePrincipalIdFormat$, DescribePrincipalIdFormatRequest$, DescribePrincipalIdFormatResult$, DescribePublicIpv4Pools$, DescribePublicIpv4PoolsRequest$, DescribePublicIpv4PoolsResult$, DescribeRegions$, DescribeRegionsRequest$, DescribeRegionsResult$, DescribeReplaceRootVolumeTasks$, DescribeReplaceRootVolumeTasksRequest$, DescribeReplaceRootVolumeTasksResult$, DescribeReservedInstances$, DescribeReservedInstancesListings$, DescribeReservedInstancesListingsRequest$, DescribeReservedInstancesListingsResult$, DescribeReservedInstancesModifications$, DescribeReservedInstancesModificationsRequest$, DescribeReservedInstancesModificationsResult$, DescribeReservedInstancesOfferings$, DescribeReservedInstancesOfferingsRequest$, DescribeReservedInstancesOfferingsResult$, DescribeReservedInstancesRequest$, DescribeReservedInstancesResult$, DescribeRouteServerEndpoints$, DescribeRouteServerEndpointsRequest$, DescribeRouteServerEndpointsResult$, DescribeRouteServerPeers$, DescribeRouteServerPeersRequest$, DescribeRouteServerPeersResult$, DescribeRouteServers$, DescribeRouteServersRequest$, DescribeRouteServersResult$, DescribeRouteTablesRequest$, DescribeRouteTablesResult$, DescribeScheduledInstanceAvailability$, DescribeScheduledInstanceAvailabilityRequest$, DescribeScheduledInstanceAvailabilityResult$, DescribeScheduledInstances$, DescribeScheduledInstancesRequest$, DescribeScheduledInstancesResult$, DescribeSecondaryInterfaces$, DescribeSecondaryInterfacesRequest$, DescribeSecondaryInterfacesResult$, DescribeSecondaryNetworks$, DescribeSecondaryNetworksRequest$, DescribeSecondaryNetworksResult$, DescribeSecondarySubnets$, DescribeSecondarySubnetsRequest$, DescribeSecondarySubnetsResult$, DescribeSecurityGroupReferences$, DescribeSecurityGroupReferencesRequest$, DescribeSecurityGroupReferencesResult$, DescribeSecurityGroupRulesRequest$, DescribeSecurityGroupRulesResult$, DescribeSecurityGroupVpcAssociations$, DescribeSecurityGroupVpcAssociationsRequest$, DescribeSecurityGroupVpcAssociationsResult$, DescribeSecurityGroupsRequest$, DescribeSecurityGroupsResult$, DescribeServiceLinkVirtualInterfaces$, DescribeServiceLinkVirtualInterfacesRequest$, DescribeServiceLinkVirtualInterfacesResult$, DescribeSnapshotAttribute$, DescribeSnapshotAttributeRequest$, DescribeSnapshotAttributeResult$, DescribeSnapshotTierStatus$, DescribeSnapshotTierStatusRequest$, DescribeSnapshotTierStatusResult$, DescribeSnapshots$, DescribeSnapshotsRequest$, DescribeSnapshotsResult$, DescribeSpotDatafeedSubscription$, DescribeSpotDatafeedSubscriptionRequest$, DescribeSpotDatafeedSubscriptionResult$, DescribeSpotFleetInstances$, DescribeSpotFleetInstancesRequest$, DescribeSpotFleetInstancesResponse$, DescribeSpotFleetRequestHistory$, DescribeSpotFleetRequestHistoryRequest$, DescribeSpotFleetRequestHistoryResponse$, DescribeSpotFleetRequests$, DescribeSpotFleetRequestsRequest$, DescribeSpotFleetRequestsResponse$, DescribeSpotInstanceRequests$, DescribeSpotInstanceRequestsRequest$, DescribeSpotInstanceRequestsResult$, DescribeSpotPriceHistory$, DescribeSpotPriceHistoryRequest$, DescribeSpotPriceHistoryResult$, DescribeStaleSecurityGroups$, DescribeStaleSecurityGroupsRequest$, DescribeStaleSecurityGroupsResult$, DescribeStoreImageTasks$, DescribeStoreImageTasksRequest$, DescribeStoreImageTasksResult$, DescribeSubnets$, DescribeSubnetsRequest$, DescribeSubnetsResult$, DescribeTags$, DescribeTagsRequest$, DescribeTagsResult$, DescribeTrafficMirrorFilterRules$, DescribeTrafficMirrorFilterRulesRequest$, DescribeTrafficMirrorFilterRulesResult$, DescribeTrafficMirrorFilters$, DescribeTrafficMirrorFiltersRequest$, DescribeTrafficMirrorFiltersResult$, DescribeTrafficMirrorSessions$, DescribeTrafficMirrorSessionsRequest$, DescribeTrafficMirrorSessionsResult$, DescribeTrafficMirrorTargets$, DescribeTrafficMirrorTargetsRequest$, DescribeTrafficMirrorTargetsResult$, DescribeTransitGatewayAttachments$, DescribeTransitGatewayAttachmentsRequest$, DescribeTransitGatewayAttachmentsResult$, DescribeTransitGatewayConnectPeers$, DescribeTransitGatewayConnectPeersRequest$, DescribeTransitGatewayConnectPeersResult$, DescribeTransitGatewayConnects$, DescribeTransitGatewayConnectsRequest$, DescribeTransitGatewayConnectsResult$, DescribeTransitGatewayMeteringPolicies$, DescribeTransitGatewayMeteringPoliciesRequest$, DescribeTransitGatewayMeteringPoliciesResult$, DescribeTransitGatewayMulticastDomains$, DescribeTransitGatewayMulticastDomainsRequest$, DescribeTransitGatewayMulticastDomainsResult$, DescribeTransitGatewayPeeringAttachments$, DescribeTransitGatewayPeeringAttachmentsRequest$, DescribeTransitGatewayPeeringAttachmentsResult$, DescribeTransitGatewayPolicyTables$, DescribeTransitGatewayPolicyTablesRequest$, DescribeTransitGatewayPolicyTablesResult$, DescribeTransitGatewayRouteTableAnnouncements$, DescribeTransitGatewayRouteTableAnnouncementsRequest$, DescribeTransitGatewayRouteTableAnnouncementsResult$, DescribeTransitGatewayRouteTables$, DescribeTransitGatewayRouteTablesRequest$, DescribeTransitGatewayRouteTablesResult$, DescribeTransitGatewayVpcAttachments$, DescribeTransitGatewayVpcAttachmentsRequest$, DescribeTransitGatewayVpcAttachmentsResult$, DescribeTransitGateways$, DescribeTransitGatewaysRequest$, DescribeTransitGatewaysResult$, DescribeTrunkInterfaceAssociations$, DescribeTrunkInterfaceAssociationsRequest$, DescribeTrunkInterfaceAssociationsResult$, DescribeVerifiedAccessEndpoints$, DescribeVerifiedAccessEndpointsRequest$, DescribeVerifiedAccessEndpointsResult$, DescribeVerifiedAccessGroups$, DescribeVerifiedAccessGroupsRequest$, DescribeVerifiedAccessGroupsResult$, DescribeVerifiedAccessInstanceLoggingConfigurations$, DescribeVerifiedAccessInstanceLoggingConfigurationsRequest$, DescribeVerifiedAccessInstanceLoggingConfigurationsResult$, DescribeVerifiedAccessInstances$, DescribeVerifiedAccessInstancesRequest$, DescribeVerifiedAccessInstancesResult$, DescribeVerifiedAccessTrustProviders$, DescribeVerifiedAccessTrustProvidersRequest$, DescribeVerifiedAccessTrustProvidersResult$, DescribeVolumeAttribute$, DescribeVolumeAttributeRequest$, DescribeVolumeAttributeResult$, DescribeVolumeStatus$, DescribeVolumeStatusRequest$, DescribeVolumeStatusResult$, DescribeVolumes$, DescribeVolumesModifications$, DescribeVolumesModificationsRequest$, DescribeVolumesModificationsResult$, DescribeVolumesRequest$, DescribeVolumesResult$, DescribeVpcAttribute$, DescribeVpcAttributeRequest$, DescribeVpcAttributeResult$, DescribeVpcBlockPublicAccessExclusions$, DescribeVpcBlockPublicAccessExclusionsRequest$, DescribeVpcBlockPublicAccessExclusionsResult$, DescribeVpcBlockPublicAccessOptionsRequest$, DescribeVpcBlockPublicAccessOptionsResult$, DescribeVpcClassicLink$, DescribeVpcClassicLinkDnsSupport$, DescribeVpcClassicLinkDnsSupportRequest$, DescribeVpcClassicLinkDnsSupportResult$, DescribeVpcClassicLinkRequest$, DescribeVpcClassicLinkResult$, DescribeVpcEncryptionControls$, DescribeVpcEncryptionControlsRequest$, DescribeVpcEncryptionControlsResult$, DescribeVpcEndpointAssociations$, DescribeVpcEndpointAssociationsRequest$, DescribeVpcEndpointAssociationsResult$, DescribeVpcEndpointConnectionNotifications$, DescribeVpcEndpointConnectionNotificationsRequest$, DescribeVpcEndpointConnectionNotificationsResult$, DescribeVpcEndpointConnections$, DescribeVpcEndpointConnectionsRequest$, DescribeVpcEndpointConnectionsResult$, DescribeVpcEndpointServiceConfigurations$, DescribeVpcEndpointServiceConfigurationsRequest$, DescribeVpcEndpointServiceConfigurationsResult$, DescribeVpcEndpointServicePermissions$, DescribeVpcEndpointServicePermissionsRequest$, DescribeVpcEndpointServicePermissionsResult$, DescribeVpcEndpointServices$, DescribeVpcEndpointServicesRequest$, DescribeVpcEndpointServicesResult$, DescribeVpcEndpoints$, DescribeVpcEndpointsRequest$, DescribeVpcEndpointsResult$, DescribeVpcPeeringConnections$, DescribeVpcPeeringConnectionsRequest$, DescribeVpcPeeringConnectionsResult$, DescribeVpcs$, DescribeVpcsRequest$, DescribeVpcsResult$, DescribeVpnConcentrators$, DescribeVpnConcentratorsRequest$, DescribeVpnConcentratorsResult$, DescribeVpnConnections$, DescribeVpnConnectionsRequest$, DescribeVpnConnectionsResult$, DescribeVpnGateways$, DescribeVpnGatewaysRequest$, DescribeVpnGatewaysResult$, DestinationOptionsRequest$, DestinationOptionsResponse$, DetachClassicLinkVpc$, DetachClassicLinkVpcRequest$, DetachClassicLinkVpcResult$, DetachImageWatermark$, DetachImageWatermarkRequest$, DetachImageWatermarkResult$, DetachInternetGateway$, DetachInternetGatewayRequest$, DetachNetworkInterface$, DetachNetworkInterfaceRequest$, DetachVerifiedAccessTrustProvider$, DetachVerifiedAccessTrustProviderRequest$, DetachVerifiedAccessTrustProviderResult$, DetachVolume$, DetachVolumeRequest$, DetachVpnGateway$, DetachVpnGatewayRequest$, DeviceOptions$, DevicePostureOptions$, DevicePostureResponseOptions$, DhcpConfiguration$, DhcpOptions$, DimensionCondition$, DirectoryServiceAuthentication$, DirectoryServiceAuthenticationRequest$, DisableAddressTransfer$, DisableAddressTransferRequest$, DisableAddressTransferResult$, DisableAllowedImagesSettings$, DisableAllowedImagesSettingsRequest$, DisableAllowedImagesSettingsResult$, DisableApplicationStatusCheckSuppression$, DisableApplicationStatusCheckSuppressionRequest$, DisableApplicationStatusCheckSuppressionResult$, DisableAwsNetworkPerformanceMetricSubscription$, DisableAwsNetworkPerformanceMetricSubscriptionRequest$, DisableAwsNetworkPerformanceMetricSubscriptionResult$, DisableCapacityManager$, DisableCapacityManagerRequest$, DisableCapacityManagerResult$, DisableEbsEncryptionByDefault$, DisableEbsEncryptionByDefaultRequest$, DisableEbsEncryptionByDefaultResult$, DisableFastLaunch$, DisableFastLaunchRequest$, DisableFastLaunchResult$, DisableFastSnapshotRestoreErrorItem$, DisableFastSnapshotRestoreStateError$, DisableFastSnapshotRestoreStateErrorItem$, DisableFastSnapshotRestoreSuccessItem$, DisableFastSnapshotRestores$, DisableFastSnapshotRestoresRequest$, DisableFastSnapshotRestoresResult$, DisableImage$, DisableImageBlockPublicAccess$, DisableImageBlockPublicAccessRequest$, DisableImageBlockPublicAccessResult$, DisableImageDeprecation$, DisableImageDeprecationRequest$, DisableImageDeprecationResult$, DisableImageDeregistrationProtection$, DisableImageDeregistrationProtectionRequest$, DisableImageDeregistrationProtectionResult$, DisableImageRequest$, DisableImageResult$, DisableInstanceSqlHaStandbyDetections$, DisableInstanceSqlHaStandbyDetectionsRequest$, DisableInstanceSqlHaStandbyDetectionsResult$, DisableIpamOrganizationAdminAccount$, DisableIpamOrganizationAdminAccountRequest$, DisableIpamOrganizationAdminAccountResult$, DisableIpamPolicy$, DisableIpamPolicyRequest$, DisableIpamPolicyResult$, DisableRouteServerPropagation$, DisableRouteServerPropagationRequest$, DisableRouteServerPropagationResult$, DisableSerialConsoleAccess$, DisableSerialConsoleAccessRequest$, DisableSerialConsoleAccessResult$, DisableSnapshotBlockPublicAccess$, DisableSnapshotBlockPublicAccessRequest$, DisableSnapshotBlockPublicAccessResult$, DisableTransitGatewayRouteTablePropagation$, DisableTransitGatewayRouteTablePropagationRequest$, DisableTransitGatewayRouteTablePropagationResult$, DisableVgwRoutePropagation$, DisableVgwRoutePropagationRequest$, DisableVpcClassicLink$, DisableVpcClassicLinkDnsSupport$, DisableVpcClassicLinkDnsSupportRequest$, DisableVpcClassicLinkDnsSupportResult$, DisableVpcClassicLinkRequest$, DisableVpcClassicLinkResult$, DisassociateAddress$, DisassociateAddressRequest$, DisassociateApplicationStatusCheck$, DisassociateApplicationStatusCheckRequest$, DisassociateApplicationStatusCheckResult$, DisassociateCapacityReservationBillingOwner$, DisassociateCapacityReservationBillingOwnerRequest$, DisassociateCapacityReservationBillingOwnerResult$, DisassociateClientVpnTargetNetwork$, DisassociateClientVpnTargetNetworkRequest$, DisassociateClientVpnTargetNetworkResult$, DisassociateEnclaveCertificateIamRole$, DisassociateEnclaveCertificateIamRoleRequest$, DisassociateEnclaveCertificateIamRoleResult$, DisassociateIamInstanceProfile$, DisassociateIamInstanceProfileRequest$, DisassociateIamInstanceProfileResult$, DisassociateInstanceEventWindow$, DisassociateInstanceEventWindowRequest$, DisassociateInstanceEventWindowResult$, DisassociateIpamByoasn$, DisassociateIpamByoasnRequest$, DisassociateIpamByoasnResult$, DisassociateIpamResourceDiscovery$, DisassociateIpamResourceDiscoveryRequest$, DisassociateIpamResourceDiscoveryResult$, DisassociateNatGatewayAddress$, DisassociateNatGatewayAddressRequest$, DisassociateNatGatewayAddressResult$, DisassociateNetworkingFlexCostAllocationPolicy$, DisassociateNetworkingFlexCostAllocationPolicyRequest$, DisassociateNetworkingFlexCostAllocationPolicyResult$, DisassociateRouteServer$, DisassociateRouteServerRequest$, DisassociateRouteServerResult$, DisassociateRouteTable$, DisassociateRouteTableRequest$, DisassociateSecurityGroupVpc$, DisassociateSecurityGroupVpcRequest$, DisassociateSecurityGroupVpcResult$, DisassociateSubnetCidrBlock$, DisassociateSubnetCidrBlockRequest$, DisassociateSubnetCidrBlockResult$, DisassociateTransitGatewayMulticastDomain$, DisassociateTransitGatewayMulticastDomainRequest$, DisassociateTransitGatewayMulticastDomainResult$, DisassociateTransitGatewayPolicyTable$, DisassociateTransitGatewayPolicyTableRequest$, DisassociateTransitGatewayPolicyTableResult$, DisassociateTransitGatewayRouteTable$, DisassociateTransitGatewayRouteTableRequest$, DisassociateTransitGatewayRouteTableResult$, DisassociateTrunkInterface$, DisassociateTrunkInterfaceRequest$, DisassociateTrunkInterfaceResult$, DisassociateVpcCidrBlock$, DisassociateVpcCidrBlockRequest$, DisassociateVpcCidrBlockResult$, DiskImage$, DiskImageDescription$, DiskImageDetail$, DiskImageVolumeDescription$, DiskInfo$, DnsEntry$, DnsOptions$, DnsOptionsSpecification$, DnsServersOptionsModifyStructure$, EC2ServiceException$, EbsBlockDevice$, EbsBlockDeviceResponse$, EbsCardInfo$, EbsInfo$, EbsInstanceBlockDevice$, EbsInstanceBlockDeviceSpecification$, EbsOptimizedInfo$, EbsStatusDetails$, EbsStatusSummary$, Ec2InstanceConnectEndpoint$, EfaInfo$, EgressOnlyInternetGateway$, ElasticGpuAssociation$, ElasticGpuHealth$, ElasticGpuSpecification$, ElasticGpuSpecificationResponse$, ElasticGpus$, ElasticInferenceAccelerator$, ElasticInferenceAcceleratorAssociation$, EnaSrdSpecification$, EnaSrdSpecificationRequest$, EnaSrdUdpSpecification$, EnaSrdUdpSpecificationRequest$, EnableAddressTransfer$, EnableAddressTransferRequest$, EnableAddressTransferResult$, EnableAllowedImagesSettings$, EnableAllowedImagesSettingsRequest$, EnableAllowedImagesSettingsResult$, EnableApplicationStatusCheckSuppression$, EnableApplicationStatusCheckSuppressionRequest$, EnableApplicationStatusCheckSuppressionResult$, EnableAwsNetworkPerformanceMetricSubscription$, EnableAwsNetworkPerformanceMetricSubscriptionRequest$, EnableAwsNetworkPerformanceMetricSubscriptionResult$, EnableCapacityManager$, EnableCapacityManagerRequest$, EnableCapacityManagerResult$, EnableEbsEncryptionByDefault$, EnableEbsEncryptionByDefaultRequest$, EnableEbsEncryptionByDefaultResult$, EnableFastLaunch$, EnableFastLaunchRequest$, EnableFastLaunchResult$, EnableFastSnapshotRestoreErrorItem$, EnableFastSnapshotRestoreStateError$, EnableFastSnapshotRestoreStateErrorItem$, EnableFastSnapshotRestoreSuccessItem$, EnableFastSnapshotRestores$, EnableFastSnapshotRestoresRequest$, EnableFastSnapshotRestoresResult$, EnableImage$, EnableImageBlockPublicAccess$, EnableImageBlockPublicAccessRequest$, EnableImageBlockPublicAccessResult$, EnableImageDeprecation$, EnableImageDeprecationRequest$, EnableImageDeprecationResult$, EnableImageDeregistrationProtection$, EnableImageDeregistrationProtectionRequest$, EnableImageDeregistrationProtectionResult$, EnableImageRequest$, EnableImageResult$, EnableInstanceSqlHaStandbyDetections$, EnableInstanceSqlHaStandbyDetectionsRequest$, EnableInstanceSqlHaStandbyDetectionsResult$, EnableIpamInternetRegistryAssociation$, EnableIpamInternetRegistryAssociationRequest$, EnableIpamInternetRegistryAssociationResult$, EnableIpamOrganizationAdminAccount$, EnableIpamOrganizationAdminAccountRequest$, EnableIpamOrganizationAdminAccountResult$, EnableIpamPolicy$, EnableIpamPolicyRequest$, EnableIpamPolicyResult$, EnableReachabilityAnalyzerOrganizationSharing$, EnableReachabilityAnalyzerOrganizationSharingRequest$, EnableReachabilityAnalyzerOrganizationSharingResult$, EnableRouteServerPropagation$, EnableRouteServerPropagationRequest$, EnableRouteServerPropagationResult$, EnableSerialConsoleAccess$, EnableSerialConsoleAccessRequest$, EnableSerialConsoleAccessResult$, EnableSnapshotBlockPublicAccess$, EnableSnapshotBlockPublicAccessRequest$, EnableSnapshotBlockPublicAccessResult$, EnableTransitGatewayRouteTablePropagation$, EnableTransitGatewayRouteTablePropagationRequest$, EnableTransitGatewayRouteTablePropagationResult$, EnableVgwRoutePropagation$, EnableVgwRoutePropagationRequest$, EnableVolumeIO$, EnableVolumeIORequest$, EnableVpcClassicLink$, EnableVpcClassicLinkDnsSupport$, EnableVpcClassicLinkDnsSupportRequest$, EnableVpcClassicLinkDnsSupportResult$, EnableVpcClassicLinkRequest$, EnableVpcClassicLinkResult$, EnclaveOptions$, EnclaveOptionsRequest$, EncryptionSupport$, EventInformation$, Explanation$, ExportClientVpnClientCertificateRevocationList$, ExportClientVpnClientCertificateRevocationListRequest$, ExportClientVpnClientCertificateRevocationListResult$, ExportClientVpnClientConfiguration$, ExportClientVpnClientConfigurationRequest$, ExportClientVpnClientConfigurationResult$, ExportImage$, ExportImageRequest$, ExportImageResult$, ExportImageTask$, ExportTask$, ExportTaskS3Location$, ExportTaskS3LocationRequest$, ExportToS3Task$, ExportToS3TaskSpecification$, ExportTransitGatewayRoutes$, ExportTransitGatewayRoutesRequest$, ExportTransitGatewayRoutesResult$, ExportVerifiedAccessInstanceClientConfiguration$, ExportVerifiedAccessInstanceClientConfigurationRequest$, ExportVerifiedAccessInstanceClientConfigurationResult$, ExternalAuthorityConfiguration$, FailedCapacityReservationFleetCancellationResult$, FailedQueuedPurchaseDeletion$, FastLaunchLaunchTemplateSpecificationRequest$, FastLaunchLaunchTemplateSpecificationResponse$, FastLaunchSnapshotConfigurationRequest$, FastLaunchSnapshotConfigurationResponse$, FederatedAuthentication$, FederatedAuthenticationRequest$, Filter$, FilterPortRange$, FirewallStatefulRule$, FirewallStatelessRule$, FleetBlockDeviceMappingRequest$, FleetCapacityReservation$, FleetCapacityReservationTargetRequest$, FleetData$, FleetEbsBlockDeviceRequest$, FleetIamInstanceProfileSpecificationRequest$, FleetInstanceMetadataOptionsRequest$, FleetLaunchTemplateConfig$, FleetLaunchTemplateConfigRequest$, FleetLaunchTemplateOverrides$, FleetLaunchTemplateOverridesRequest$, FleetLaunchTemplateSpecification$, FleetLaunchTemplateSpecificationRequest$, FleetSpotCapacityRebalance$, FleetSpotCapacityRebalanceRequest$, FleetSpotMaintenanceStrategies$, FleetSpotMaintenanceStrategiesRequest$, FlexCostAllocationCidrMapping$, FlexCostAllocationCidrRangeSpecifications$, FlexCostAllocationNetworkResourceScope$, FlexCostAllocationOperationFailure$, FlexCostAllocationPolicyAssociationDescription$, FlexCostAllocationPolicyDescription$, FlexCostAllocationPolicyVersion$, FlowLog$, FpgaDeviceInfo$, FpgaDeviceMemoryInfo$, FpgaImage$, FpgaImageAttribute$, FpgaImageState$, FpgaInfo$, GetActiveVpnTunnelStatus$, GetActiveVpnTunnelStatusRequest$, GetActiveVpnTunnelStatusResult$, GetAllowedImagesSettings$, GetAllowedImagesSettingsRequest$, GetAllowedImagesSettingsResult$, GetAssociatedEnclaveCertificateIamRoles$, GetAssociatedEnclaveCertificateIamRolesRequest$, GetAssociatedEnclaveCertificateIamRolesResult$, GetAssociatedIpv6PoolCidrs$, GetAssociatedIpv6PoolCidrsRequest$, GetAssociatedIpv6PoolCidrsResult$, GetAwsNetworkPerformanceData$, GetAwsNetworkPerformanceDataRequest$, GetAwsNetworkPerformanceDataResult$, GetCapacityManagerAttributes$, GetCapacityManagerAttributesRequest$, GetCapacityManagerAttributesResult$, GetCapacityManagerMetricData$, GetCapacityManagerMetricDataRequest$, GetCapacityManagerMetricDataResult$, GetCapacityManagerMetricDimensions$, GetCapacityManagerMetricDimensionsRequest$, GetCapacityManagerMetricDimensionsResult$, GetCapacityManagerMonitoredTagKeys$, GetCapacityManagerMonitoredTagKeysRequest$, GetCapacityManagerMonitoredTagKeysResult$, GetCapacityManagerSupportabilityScores$, GetCapacityManagerSupportabilityScoresRequest$, GetCapacityManagerSupportabilityScoresResult$, GetCapacityReservationUsage$, GetCapacityReservationUsageRequest$, GetCapacityReservationUsageResult$, GetClientVpnEndpointAuthorizationPolicy$, GetClientVpnEndpointAuthorizationPolicyRequest$, GetClientVpnEndpointAuthorizationPolicyResult$, GetCoipPoolUsage$, GetCoipPoolUsageRequest$, GetCoipPoolUsageResult$, GetConsoleOutput$, GetConsoleOutputRequest$, GetConsoleOutputResult$, GetConsoleScreenshot$, GetConsoleScreenshotRequest$, GetConsoleScreenshotResult$, GetDeclarativePoliciesReportSummary$, GetDeclarativePoliciesReportSummaryRequest$, GetDeclarativePoliciesReportSummaryResult$, GetDefaultCreditSpecification$, GetDefaultCreditSpecificationRequest$, GetDefaultCreditSpecificationResult$, GetEbsDefaultKmsKeyId$, GetEbsDefaultKmsKeyIdRequest$, GetEbsDefaultKmsKeyIdResult$, GetEbsEncryptionByDefault$, GetEbsEncryptionByDefaultRequest$, GetEbsEncryptionByDefaultResult$, GetEnabledIpamPolicy$, GetEnabledIpamPolicyRequest$, GetEnabledIpamPolicyResult$, GetFlowLogsIntegrationTemplate$, GetFlowLogsIntegrationTemplateRequest$, GetFlowLogsIntegrationTemplateResult$, GetGroupsForCapacityReservation$, GetGroupsForCapacityReservationRequest$, GetGroupsForCapacityReservationResult$, GetHostReservationPurchasePreview$, GetHostReservationPurchasePreviewRequest$, GetHostReservationPurchasePreviewResult$, GetImageAncestry$, GetImageAncestryRequest$, GetImageAncestryResult$, GetImageBlockPublicAccessState$, GetImageBlockPublicAccessStateRequest$, GetImageBlockPublicAccessStateResult$, GetImageFindings$, GetImageFindingsRequest$, GetImageFindingsResult$, GetInstanceMetadataDefaults$, GetInstanceMetadataDefaultsRequest$, GetInstanceMetadataDefaultsResult$, GetInstanceTpmEkPub$, GetInstanceTpmEkPubRequest$, GetInstanceTpmEkPubResult$, GetInstanceTypesFromInstanceRequirements$, GetInstanceTypesFromInstanceRequirementsRequest$, GetInstanceTypesFromInstanceRequirementsResult$, GetInstanceUefiData$, GetInstanceUefiDataRequest$, GetInstanceUefiDataResult$, GetIpamAddressHistory$, GetIpamAddressHistoryRequest$, GetIpamAddressHistoryResult$, GetIpamDiscoveredAccounts$, GetIpamDiscoveredAccountsRequest$, GetIpamDiscoveredAccountsResult$, GetIpamDiscoveredPublicAddresses$, GetIpamDiscoveredPublicAddressesRequest$, GetIpamDiscoveredPublicAddressesResult$, GetIpamDiscoveredResourceCidrs$, GetIpamDiscoveredResourceCidrsRequest$, GetIpamDiscoveredResourceCidrsResult$, GetIpamDiscoveredRoutes$, GetIpamDiscoveredRoutesRequest$, GetIpamDiscoveredRoutesResult$, GetIpamInternetRegistryAssociationAsns$, GetIpamInternetRegistryAssociationAsnsRequest$, GetIpamInternetRegistryAssociationAsnsResult$, GetIpamInternetRegistryAssociationCidrs$, GetIpamInternetRegistryAssociationCidrsRequest$, GetIpamInternetRegistryAssociationCidrsResult$, GetIpamPolicyAllocationRules$, GetIpamPolicyAllocationRulesRequest$, GetIpamPolicyAllocationRulesResult$, GetIpamPolicyOrganizationTargets$, GetIpamPolicyOrganizationTargetsRequest$, GetIpamPolicyOrganizationTargetsResult$, GetIpamPoolAllocations$, GetIpamPoolAllocationsRequest$, GetIpamPoolAllocationsResult$, GetIpamPoolCidrs$, GetIpamPoolCidrsRequest$, GetIpamPoolCidrsResult$, GetIpamPrefixListResolverRules$, GetIpamPrefixListResolverRulesRequest$, GetIpamPrefixListResolverRulesResult$, GetIpamPrefixListResolverVersionEntries$, GetIpamPrefixListResolverVersionEntriesRequest$, GetIpamPrefixListResolverVersionEntriesResult$, GetIpamPrefixListResolverVersions$, GetIpamPrefixListResolverVersionsRequest$, GetIpamPrefixListResolverVersionsResult$, GetIpamResourceCidrs$, GetIpamResourceCidrsRequest$, GetIpamResourceCidrsResult$, GetIpamRouteOriginAuthorizations$, GetIpamRouteOriginAuthorizationsRequest$, GetIpamRouteOriginAuthorizationsResult$, GetIpamRouteProtectionFindings$, GetIpamRouteProtectionFindingsRequest$, GetIpamRouteProtectionFindingsResult$, GetIpamRoutingPolicyRegistrationDeltas$, GetIpamRoutingPolicyRegistrationDeltasRequest$, GetIpamRoutingPolicyRegistrationDeltasResult$, GetIpamRoutingPolicyRegistrations$, GetIpamRoutingPolicyRegistrationsRequest$, GetIpamRoutingPolicyRegistrationsResult$, GetLaunchTemplateData$, GetLaunchTemplateDataRequest$, GetLaunchTemplateDataResult$, GetManagedPrefixListAssociations$, GetManagedPrefixListAssociationsRequest$, GetManagedPrefixListAssociationsResult$, GetManagedPrefixListEntries$, GetManagedPrefixListEntriesRequest$, GetManagedPrefixListEntriesResult$, GetManagedResourceVisibility$, GetManagedResourceVisibilityRequest$, GetManagedResourceVisibilityResult$, GetNetworkInsightsAccessScopeAnalysisFindings$, GetNetworkInsightsAccessScopeAnalysisFindingsRequest$, GetNetworkInsightsAccessScopeAnalysisFindingsResult$, GetNetworkInsightsAccessScopeContent$, GetNetworkInsightsAccessScopeContentRequest$, GetNetworkInsightsAccessScopeContentResult$, GetNetworkingFlexCostAllocationPolicyVersions$, GetNetworkingFlexCostAllocationPolicyVersionsRequest$, GetNetworkingFlexCostAllocationPolicyVersionsResult$, GetPasswordData$, GetPasswordDataRequest$, GetPasswordDataResult$, GetReservedInstancesExchangeQuote$, GetReservedInstancesExchangeQuoteRequest$, GetReservedInstancesExchangeQuoteResult$, GetRouteServerAssociations$, GetRouteServerAssociationsRequest$, GetRouteServerAssociationsResult$, GetRouteServerPropagations$, GetRouteServerPropagationsRequest$, GetRouteServerPropagationsResult$, GetRouteServerRoutingDatabase$, GetRouteServerRoutingDatabaseRequest$, GetRouteServerRoutingDatabaseResult$, GetSecurityGroupsForVpc$, GetSecurityGroupsForVpcRequest$, GetSecurityGroupsForVpcResult$, GetSerialConsoleAccessStatus$, GetSerialConsoleAccessStatusRequest$, GetSerialConsoleAccessStatusResult$, GetSnapshotBlockPublicAccessState$, GetSnapshotBlockPublicAccessStateRequest$, GetSnapshotBlockPublicAccessStateResult$, GetSpotPlacementScores$, GetSpotPlacementScoresRequest$, GetSpotPlacementScoresResult$, GetSubnetCidrReservations$, GetSubnetCidrReservationsRequest$, GetSubnetCidrReservationsResult$, GetTransitGatewayAttachmentNatConfiguration$, GetTransitGatewayAttachmentNatConfigurationRequest$, GetTransitGatewayAttachmentNatConfigurationResult$, GetTransitGatewayAttachmentPropagations$, GetTransitGatewayAttachmentPropagationsRequest$, GetTransitGatewayAttachmentPropagationsResult$, GetTransitGatewayMeteringPolicyEntries$, GetTransitGatewayMeteringPolicyEntriesRequest$, GetTransitGatewayMeteringPolicyEntriesResult$, GetTransitGatewayMulticastDomainAssociations$, GetTransitGatewayMulticastDomainAssociationsRequest$, GetTransitGatewayMulticastDomainAssociationsResult$, GetTransitGatewayPolicyTableAssociations$, GetTransitGatewayPolicyTableAssociationsRequest$, GetTransitGatewayPolicyTableAssociationsResult$, GetTransitGatewayPolicyTableEntries$, GetTransitGatewayPolicyTableEntriesRequest$, GetTransitGatewayPolicyTableEntriesResult$, GetTransitGatewayPrefixListReferences$, GetTransitGatewayPrefixListReferencesRequest$, GetTransitGatewayPrefixListReferencesResult$, GetTransitGatewayRouteTableAssociations$, GetTransitGatewayRouteTableAssociationsRequest$, GetTransitGatewayRouteTableAssociationsResult$, GetTransitGatewayRouteTablePropagations$, GetTransitGatewayRouteTablePropagationsRequest$, GetTransitGatewayRouteTablePropagationsResult$, GetVerifiedAccessEndpointPolicy$, GetVerifiedAccessEndpointPolicyRequest$, GetVerifiedAccessEndpointPolicyResult$, GetVerifiedAccessEndpointTargets$, GetVerifiedAccessEndpointTargetsRequest$, GetVerifiedAccessEndpointTargetsResult$, GetVerifiedAccessGroupPolicy$, GetVerifiedAccessGroupPolicyRequest$, GetVerifiedAccessGroupPolicyResult$, GetVpcResourcesBlockingEncryptionEnforcement$, GetVpcResourcesBlockingEncryptionEnforcementRequest$, GetVpcResourcesBlockingEncryptionEnforcementResult$, GetVpnConnectionDeviceSampleConfiguration$, GetVpnConnectionDeviceSampleConfigurationRequest$, GetVpnConnectionDeviceSampleConfigurationResult$, GetVpnConnectionDeviceTypes$, GetVpnConnectionDeviceTypesRequest$, GetVpnConnectionDeviceTypesResult$, GetVpnTunnelReplacementStatus$, GetVpnTunnelReplacementStatusRequest$, GetVpnTunnelReplacementStatusResult$, GpuDeviceInfo$, GpuDeviceMemoryInfo$, GpuInfo$, GroupIdentifier$, HealthCheckPathDestinationRequestObject$, HealthCheckPathDestinationResponseObject$, HealthCheckPathRequestObject$, HealthCheckPathResponseObject$, HealthCheckPathSourceRequestObject$, HealthCheckPathSourceResponseObject$, HibernationOptions$, HibernationOptionsRequest$, HistoryRecord$, HistoryRecordEntry$, Host$, HostCpuOptions$, HostCpuOptionsRequest$, HostInstance$, HostOffering$, HostProperties$, HostReservation$, IKEVersionsListValue$, IKEVersionsRequestListValue$, IamInstanceProfile$, IamInstanceProfileAssociation$, IamInstanceProfileSpecification$, IcmpTypeCode$, IdFormat$, Image$, ImageAncestryEntry$, ImageAttribute$, ImageCriterion$, ImageCriterionRequest$, ImageDiskContainer$, ImageFinding$, ImageMetadata$, ImageRecycleBinInfo$, ImageReference$, ImageUsageReport$, ImageUsageReportEntry$, ImageUsageResourceType$, ImageUsageResourceTypeOption$, ImageUsageResourceTypeOptionRequest$, ImageUsageResourceTypeRequest$, ImageWatermark$, ImageWatermarkFilterRequest$, ImageWatermarkFilterResponse$, ImportClientVpnClientCertificateRevocationList$, ImportClientVpnClientCertificateRevocationListRequest$, ImportClientVpnClientCertificateRevocationListResult$, ImportImage$, ImportImageLicenseConfigurationRequest$, ImportImageLicenseConfigurationResponse$, ImportImageRequest$, ImportImageResult$, ImportImageTask$, ImportInstance$, ImportInstanceLaunchSpecification$, ImportInstanceRequest$, ImportInstanceResult$, ImportInstanceTaskDetails$, ImportInstanceVolumeDetailItem$, ImportKeyPair$, ImportKeyPairRequest$, ImportKeyPairResult$, ImportSnapshot$, ImportSnapshotRequest$, ImportSnapshotResult$, ImportSnapshotTask$, ImportVolume$, ImportVolumeRequest$, ImportVolumeResult$, ImportVolumeTaskDetails$, InferenceAcceleratorInfo$, InferenceDeviceInfo$, InferenceDeviceMemoryInfo$, InitializationStatusDetails$, Instance$, InstanceApplicationStatus$, InstanceAttachmentEnaSrdSpecification$, InstanceAttachmentEnaSrdUdpSpecification$, InstanceAttribute$, InstanceBlockDeviceMapping$, InstanceBlockDeviceMappingSpecification$, InstanceCapacity$, InstanceConnectEndpointDnsNames$, InstanceConnectEndpointPublicDnsNames$, InstanceCount$, InstanceCreditSpecification$, InstanceCreditSpecificationRequest$, InstanceEventWindow$, InstanceEventWindowAssociationRequest$, InstanceEventWindowAssociationTarget$, InstanceEventWindowDisassociationRequest$, InstanceEventWindowStateChange$, InstanceEventWindowTimeRange$, InstanceEventWindowTimeRangeRequest$, InstanceExportDetails$, InstanceFamilyCreditSpecification$, InstanceFlexCostAllocationPolicyDocument$, InstanceImageMetadata$, InstanceIpv4Prefix$, InstanceIpv6Address$, InstanceIpv6AddressRequest$, InstanceIpv6Prefix$, InstanceMaintenanceOptions$, InstanceMaintenanceOptionsRequest$, InstanceMarketOptionsRequest$, InstanceMetadataDefaultsResponse$, InstanceMetadataOptionsRequest$, InstanceMetadataOptionsResponse$, InstanceMonitoring$, InstanceNetworkInterface$, InstanceNetworkInterfaceAssociation$, InstanceNetworkInterfaceAttachment$, InstanceNetworkInterfaceSpecification$, InstanceNetworkPerformanceOptions$, InstanceNetworkPerformanceOptionsRequest$, InstancePrivateIpAddress$, InstanceRequirements$, InstanceRequirementsRequest$, InstanceRequirementsWithMetadataRequest$, InstanceSecondaryInterface$, InstanceSecondaryInterfaceAttachment$, InstanceSecondaryInterfacePrivateIpAddress$, InstanceSecondaryInterfacePrivateIpAddressRequest$, InstanceSecondaryInterfaceSpecificationRequest$, InstanceSpecification$, InstanceState$, InstanceStateChange$, InstanceStatus$, InstanceStatusDetails$, InstanceStatusEvent$, InstanceStatusSummary$, InstanceStorageInfo$, InstanceTagNotificationAttribute$, InstanceTopology$, InstanceTypeInfo$, InstanceTypeInfoFromInstanceRequirements$, InstanceTypeItem$, InstanceTypeOffering$, InstanceTypeSpecification$, InstanceTypeSpecificationRequest$, InstanceUsage$, IntegrateServices$, InternetGateway$, InternetGatewayAttachment$, InterruptibleCapacityAllocation$, InterruptionInfo$, IpPermission$, IpRange$, Ipam$, IpamAddressHistoryRecord$, IpamCidrAuthorizationContext$, IpamDiscoveredAccount$, IpamDiscoveredPublicAddress$, IpamDiscoveredResourceCidr$, IpamDiscoveredRoute$, IpamDiscoveryFailureReason$, IpamExternalResourceVerificationToken$, IpamInternetRegistryAssociation$, IpamInternetRegistryAssociationAsn$, IpamInternetRegistryAssociationCidr$, IpamOperatingRegion$, IpamOrganizationalUnitExclusion$, IpamPolicy$, IpamPolicyAllocationRule$, IpamPolicyAllocationRuleRequest$, IpamPolicyDocument$, IpamPolicyOrganizationTarget$, IpamPool$, IpamPoolAllocation$, IpamPoolCidr$, IpamPoolCidrFailureReason$, IpamPoolSourceResource$, IpamPoolSourceResourceRequest$, IpamPrefixListResolver$, IpamPrefixListResolverRule$, IpamPrefixListResolverRuleCondition$, IpamPrefixListResolverRuleConditionRequest$, IpamPrefixListResolverRuleRequest$, IpamPrefixListResolverTarget$, IpamPrefixListResolverVersion$, IpamPrefixListResolverVersionEntry$, IpamPublicAddressSecurityGroup$, IpamPublicAddressTag$, IpamPublicAddressTags$, IpamResourceCidr$, IpamResourceDiscovery$, IpamResourceDiscoveryAssociation$, IpamResourceTag$, IpamRouteOriginAuthorization$, IpamRouteOriginAuthorizationInfo$, IpamRouteOverlap$, IpamRouteProtectionFinding$, IpamRoutingPolicyRegistration$, IpamRoutingPolicyRegistrationDelta$, IpamScope$, IpamScopeExternalAuthorityConfiguration$, Ipv4PrefixSpecification$, Ipv4PrefixSpecificationRequest$, Ipv4PrefixSpecificationResponse$, Ipv6CidrAssociation$, Ipv6CidrBlock$, Ipv6Pool$, Ipv6PrefixSpecification$, Ipv6PrefixSpecificationRequest$, Ipv6PrefixSpecificationResponse$, Ipv6Range$, KeyPair$, KeyPairInfo$, LastError$, LaunchPermission$, LaunchPermissionModifications$, LaunchSpecification$, LaunchTemplate$, LaunchTemplateAndOverridesResponse$, LaunchTemplateBlockDeviceMapping$, LaunchTemplateBlockDeviceMappingRequest$, LaunchTemplateCapacityReservationSpecificationRequest$, LaunchTemplateCapacityReservationSpecificationResponse$, LaunchTemplateConfig$, LaunchTemplateCpuOptions$, LaunchTemplateCpuOptionsRequest$, LaunchTemplateEbsBlockDevice$, LaunchTemplateEbsBlockDeviceRequest$, LaunchTemplateElasticInferenceAccelerator$, LaunchTemplateElasticInferenceAcceleratorResponse$, LaunchTemplateEnaSrdSpecification$, LaunchTemplateEnaSrdUdpSpecification$, LaunchTemplateEnclaveOptions$, LaunchTemplateEnclaveOptionsRequest$, LaunchTemplateHibernationOptions$, LaunchTemplateHibernationOptionsRequest$, LaunchTemplateIamInstanceProfileSpecification$, LaunchTemplateIamInstanceProfileSpecificationRequest$, LaunchTemplateInstanceMaintenanceOptions$, LaunchTemplateInstanceMaintenanceOptionsRequest$, LaunchTemplateInstanceMarketOptions$, LaunchTemplateInstanceMarketOptionsRequest$, LaunchTemplateInstanceMetadataOptions$, LaunchTemplateInstanceMetadataOptionsRequest$, LaunchTemplateInstanceNetworkInterfaceSpecification$, LaunchTemplateInstanceNetworkInterfaceSpecificationRequest$, LaunchTemplateInstanceSecondaryInterfaceSpecification$, LaunchTemplateInstanceSecondaryInterfaceSpecificationRequest$, LaunchTemplateLicenseConfiguration$, LaunchTemplateLicenseConfigurationRequest$, LaunchTemplateNetworkPerformanceOptions$, LaunchTemplateNetworkPerformanceOptionsRequest$, LaunchTemplateOverrides$, LaunchTemplatePlacement$, LaunchTemplatePlacementRequest$, LaunchTemplatePrivateDnsNameOptions$, LaunchTemplatePrivateDnsNameOptionsRequest$, LaunchTemplateSpecification$, LaunchTemplateSpotMarketOptions$, LaunchTemplateSpotMarketOptionsRequest$, LaunchTemplateTagSpecification$, LaunchTemplateTagSpecificationRequest$, LaunchTemplateVersion$, LaunchTemplatesMonitoring$, LaunchTemplatesMonitoringRequest$, LicenseConfiguration$, LicenseConfigurationRequest$, ListImagesInRecycleBin$, ListImagesInRecycleBinRequest$, ListImagesInRecycleBinResult$, ListSnapshotsInRecycleBin$, ListSnapshotsInRecycleBinRequest$, ListSnapshotsInRecycleBinResult$, ListVolumesInRecycleBin$, ListVolumesInRecycleBinRequest$, ListVolumesInRecycleBinResult$, LoadBalancersConfig$, LoadPermission$, LoadPermissionModifications$, LoadPermissionRequest$, LocalGateway$, LocalGatewayRoute$, LocalGatewayRouteTable$, LocalGatewayRouteTableVirtualInterfaceGroupAssociation$, LocalGatewayRouteTableVpcAssociation$, LocalGatewayVirtualInterface$, LocalGatewayVirtualInterfaceGroup$, LockSnapshot$, LockSnapshotRequest$, LockSnapshotResult$, LockedSnapshotsInfo$, MacHost$, MacModificationTask$, MacSystemIntegrityProtectionConfiguration$, MacSystemIntegrityProtectionConfigurationRequest$, MaintenanceDetails$, ManagedPrefixList$, ManagedResourceVisibilitySettings$, MediaAcceleratorInfo$, MediaDeviceInfo$, MediaDeviceMemoryInfo$, MemoryGiBPerVCpu$, MemoryGiBPerVCpuRequest$, MemoryInfo$, MemoryMiB$, MemoryMiBRequest$, MetricCategory$, MetricDataResult$, MetricPoint$, MetricValue$, ModificationQuoteCurrentConfiguration$, ModificationReservationUpdate$, ModificationTerms$, ModifyAccountVpcEncryptionControl$, ModifyAccountVpcEncryptionControlRequest$, ModifyAccountVpcEncryptionControlResult$, ModifyAddressAttribute$, ModifyAddressAttributeRequest$, ModifyAddressAttributeResult$, ModifyApplicationStatusCheck$, ModifyApplicationStatusCheckRequest$, ModifyApplicationStatusCheckResult$, ModifyAvailabilityZoneGroup$, ModifyAvailabilityZoneGroupRequest$, ModifyAvailabilityZoneGroupResult$, ModifyCapacityReservation$, ModifyCapacityReservationFleet$, ModifyCapacityReservationFleetRequest$, ModifyCapacityReservationFleetResult$, ModifyCapacityReservationRequest$, ModifyCapacityReservationResult$, ModifyClientVpnEndpoint$, ModifyClientVpnEndpointAuthorizationPolicy$, ModifyClientVpnEndpointAuthorizationPolicyRequest$, ModifyClientVpnEndpointAuthorizationPolicyResult$, ModifyClientVpnEndpointRequest$, ModifyClientVpnEndpointResult$, ModifyDefaultCreditSpecification$, ModifyDefaultCreditSpecificationRequest$, ModifyDefaultCreditSpecificationResult$, ModifyEbsDefaultKmsKeyId$, ModifyEbsDefaultKmsKeyIdRequest$, ModifyEbsDefaultKmsKeyIdResult$, ModifyFleet$, ModifyFleetRequest$, ModifyFleetResult$, ModifyFpgaImageAttribute$, ModifyFpgaImageAttributeRequest$, ModifyFpgaImageAttributeResult$, ModifyHosts$, ModifyHostsRequest$, ModifyHostsResult$, ModifyIdFormat$, ModifyIdFormatRequest$, ModifyIdentityIdFormat$, ModifyIdentityIdFormatRequest$, ModifyImageAttribute$, ModifyImageAttributeRequest$, ModifyInstanceAttribute$, ModifyInstanceAttributeRequest$, ModifyInstanceCapacityReservationAttributes$, ModifyInstanceCapacityReservationAttributesRequest$, ModifyInstanceCapacityReservationAttributesResult$, ModifyInstanceConnectEndpoint$, ModifyInstanceConnectEndpointRequest$, ModifyInstanceConnectEndpointResult$, ModifyInstanceCpuOptions$, ModifyInstanceCpuOptionsRequest$, ModifyInstanceCpuOptionsResult$, ModifyInstanceCreditSpecification$, ModifyInstanceCreditSpecificationRequest$, ModifyInstanceCreditSpecificationResult$, ModifyInstanceEventStartTime$, ModifyInstanceEventStartTimeRequest$, ModifyInstanceEventStartTimeResult$, ModifyInstanceEventWindow$, ModifyInstanceEventWindowRequest$, ModifyInstanceEventWindowResult$, ModifyInstanceMaintenanceOptions$, ModifyInstanceMaintenanceOptionsRequest$, ModifyInstanceMaintenanceOptionsResult$, ModifyInstanceMetadataDefaults$, ModifyInstanceMetadataDefaultsRequest$, ModifyInstanceMetadataDefaultsResult$, ModifyInstanceMetadataOptions$, ModifyInstanceMetadataOptionsRequest$, ModifyInstanceMetadataOptionsResult$, ModifyInstanceNetworkPerformanceOptions$, ModifyInstanceNetworkPerformanceRequest$, ModifyInstanceNetworkPerformanceResult$, ModifyInstancePlacement$, ModifyInstancePlacementRequest$, ModifyInstancePlacementResult$, ModifyIpam$, ModifyIpamPolicyAllocationRules$, ModifyIpamPolicyAllocationRulesRequest$, ModifyIpamPolicyAllocationRulesResult$, ModifyIpamPool$, ModifyIpamPoolAllocation$, ModifyIpamPoolAllocationRequest$, ModifyIpamPoolAllocationResult$, ModifyIpamPoolRequest$, ModifyIpamPoolResult$, ModifyIpamPrefixListResolver$, ModifyIpamPrefixListResolverRequest$, ModifyIpamPrefixListResolverResult$, ModifyIpamPrefixListResolverTarget$, ModifyIpamPrefixListResolverTargetRequest$, ModifyIpamPrefixListResolverTargetResult$, ModifyIpamRequest$, ModifyIpamResourceCidr$, ModifyIpamResourceCidrRequest$, ModifyIpamResourceCidrResult$, ModifyIpamResourceDiscovery$, ModifyIpamResourceDiscoveryRequest$, ModifyIpamResourceDiscoveryResult$, ModifyIpamResult$, ModifyIpamRoutingPolicyRegistration$, ModifyIpamRoutingPolicyRegistrationRequest$, ModifyIpamRoutingPolicyRegistrationResult$, ModifyIpamScope$, ModifyIpamScopeRequest$, ModifyIpamScopeResult$, ModifyLaunchTemplate$, ModifyLaunchTemplateRequest$, ModifyLaunchTemplateResult$, ModifyLocalGatewayRoute$, ModifyLocalGatewayRouteRequest$, ModifyLocalGatewayRouteResult$, ModifyManagedPrefixList$, ModifyManagedPrefixListRequest$, ModifyManagedPrefixListResult$, ModifyManagedResourceVisibility$, ModifyManagedResourceVisibilityRequest$, ModifyManagedResourceVisibilityResult$, ModifyMetricCategory$, ModifyMetricCategoryRequest$, ModifyMetricCategoryResult$, ModifyNetworkInterfaceAttribute$, ModifyNetworkInterfaceAttributeRequest$, ModifyNetworkingFlexCostAllocationPolicy$, ModifyNetworkingFlexCostAllocationPolicyRequest$, ModifyNetworkingFlexCostAllocationPolicyResult$, ModifyPrivateDnsNameOptions$, ModifyPrivateDnsNameOptionsRequest$, ModifyPrivateDnsNameOptionsResult$, ModifyPublicIpDnsNameOptions$, ModifyPublicIpDnsNameOptionsRequest$, ModifyPublicIpDnsNameOptionsResult$, ModifyReservedInstances$, ModifyReservedInstancesRequest$, ModifyReservedInstancesResult$, ModifyRouteServer$, ModifyRouteServerRequest$, ModifyRouteServerResult$, ModifySecurityGroupRules$, ModifySecurityGroupRulesRequest$, ModifySecurityGroupRulesResult$, ModifySnapshotAttribute$, ModifySnapshotAttributeRequest$, ModifySnapshotTier$, ModifySnapshotTierRequest$, ModifySnapshotTierResult$, ModifySpotFleetRequest$, ModifySpotFleetRequestRequest$, ModifySpotFleetRequestResponse$, ModifySubnetAttribute$, ModifySubnetAttributeRequest$, ModifyTrafficMirrorFilterNetworkServices$, ModifyTrafficMirrorFilterNetworkServicesRequest$, ModifyTrafficMirrorFilterNetworkServicesResult$, ModifyTrafficMirrorFilterRule$, ModifyTrafficMirrorFilterRuleRequest$, ModifyTrafficMirrorFilterRuleResult$, ModifyTrafficMirrorSession$, ModifyTrafficMirrorSessionRequest$, ModifyTrafficMirrorSessionResult$, ModifyTransitGateway$, ModifyTransitGatewayAttachmentNatConfiguration$, ModifyTransitGatewayAttachmentNatConfigurationRequest$, ModifyTransitGatewayAttachmentNatConfigurationResult$, ModifyTransitGatewayMeteringPolicy$, ModifyTransitGatewayMeteringPolicyRequest$, ModifyTransitGatewayMeteringPolicyResult$, ModifyTransitGatewayOptions$, ModifyTransitGatewayPolicyTableEntry$, ModifyTransitGatewayPolicyTableEntryRequest$, ModifyTransitGatewayPolicyTableEntryResult$, ModifyTransitGatewayPrefixListReference$, ModifyTransitGatewayPrefixListReferenceRequest$, ModifyTransitGatewayPrefixListReferenceResult$, ModifyTransitGatewayRequest$, ModifyTransitGatewayResult$, ModifyTransitGatewayVpcAttachment$, ModifyTransitGatewayVpcAttachmentRequest$, ModifyTransitGatewayVpcAttachmentRequestOptions$, ModifyTransitGatewayVpcAttachmentResult$, ModifyVerifiedAccessEndpoint$, ModifyVerifiedAccessEndpointCidrOptions$, ModifyVerifiedAccessEndpointEniOptions$, ModifyVerifiedAccessEndpointLoadBalancerOptions$, ModifyVerifiedAccessEndpointPolicy$, ModifyVerifiedAccessEndpointPolicyRequest$, ModifyVerifiedAccessEndpointPolicyResult$, ModifyVerifiedAccessEndpointPortRange$, ModifyVerifiedAccessEndpointRdsOptions$, ModifyVerifiedAccessEndpointRequest$, ModifyVerifiedAccessEndpointResult$, ModifyVerifiedAccessGroup$, ModifyVerifiedAccessGroupPolicy$, ModifyVerifiedAccessGroupPolicyRequest$, ModifyVerifiedAccessGroupPolicyResult$, ModifyVerifiedAccessGroupRequest$, ModifyVerifiedAccessGroupResult$, ModifyVerifiedAccessInstance$, ModifyVerifiedAccessInstanceLoggingConfiguration$, ModifyVerifiedAccessInstanceLoggingConfigurationRequest$, ModifyVerifiedAccessInstanceLoggingConfigurationResult$, ModifyVerifiedAccessInstanceRequest$, ModifyVerifiedAccessInstanceResult$, ModifyVerifiedAccessNativeApplicationOidcOptions$, ModifyVerifiedAccessTrustProvider$, ModifyVerifiedAccessTrustProviderDeviceOptions$, ModifyVerifiedAccessTrustProviderOidcOptions$, ModifyVerifiedAccessTrustProviderRequest$, ModifyVerifiedAccessTrustProviderResult$, ModifyVolume$, ModifyVolumeAttribute$, ModifyVolumeAttributeRequest$, ModifyVolumeRequest$, ModifyVolumeResult$, ModifyVpcAttribute$, ModifyVpcAttributeRequest$, ModifyVpcBlockPublicAccessExclusion$, ModifyVpcBlockPublicAccessExclusionRequest$, ModifyVpcBlockPublicAccessExclusionResult$, ModifyVpcBlockPublicAccessOptions$, ModifyVpcBlockPublicAccessOptionsRequest$, ModifyVpcBlockPublicAccessOptionsResult$, ModifyVpcEncryptionControl$, ModifyVpcEncryptionControlRequest$, ModifyVpcEncryptionControlResult$, ModifyVpcEndpoint$, ModifyVpcEndpointConnectionNotification$, ModifyVpcEndpointConnectionNotificationRequest$, ModifyVpcEndpointConnectionNotificationResult$, ModifyVpcEndpointPayerResponsibility$, ModifyVpcEndpointPayerResponsibilityRequest$, ModifyVpcEndpointPayerResponsibilityResult$, ModifyVpcEndpointRequest$, ModifyVpcEndpointResult$, ModifyVpcEndpointServiceConfiguration$, ModifyVpcEndpointServiceConfigurationRequest$, ModifyVpcEndpointServiceConfigurationResult$, ModifyVpcEndpointServicePayerResponsibility$, ModifyVpcEndpointServicePayerResponsibilityRequest$, ModifyVpcEndpointServicePayerResponsibilityResult$, ModifyVpcEndpointServicePermissions$, ModifyVpcEndpointServicePermissionsRequest$, ModifyVpcEndpointServicePermissionsResult$, ModifyVpcPeeringConnectionOptions$, ModifyVpcPeeringConnectionOptionsRequest$, ModifyVpcPeeringConnectionOptionsResult$, ModifyVpcTenancy$, ModifyVpcTenancyRequest$, ModifyVpcTenancyResult$, ModifyVpnConnection$, ModifyVpnConnectionOptions$, ModifyVpnConnectionOptionsRequest$, ModifyVpnConnectionOptionsResult$, ModifyVpnConnectionRequest$, ModifyVpnConnectionResult$, ModifyVpnTunnelCertificate$, ModifyVpnTunnelCertificateRequest$, ModifyVpnTunnelCertificateResult$, ModifyVpnTunnelOptions$, ModifyVpnTunnelOptionsRequest$, ModifyVpnTunnelOptionsResult$, ModifyVpnTunnelOptionsSpecification$, MonitorInstances$, MonitorInstancesRequest$, MonitorInstancesResult$, Monitoring$, MoveAddressToVpc$, MoveAddressToVpcRequest$, MoveAddressToVpcResult$, MoveByoipCidrToIpam$, MoveByoipCidrToIpamRequest$, MoveByoipCidrToIpamResult$, MoveCapacityReservationInstances$, MoveCapacityReservationInstancesRequest$, MoveCapacityReservationInstancesResult$, MovingAddressStatus$, NatFlexCostAllocationPolicyDocument$, NatGateway$, NatGatewayAddress$, NatGatewayAttachedAppliance$, NativeApplicationOidcOptions$, NetworkAcl$, NetworkAclAssociation$, NetworkAclEntry$, NetworkBandwidthGbps$, NetworkBandwidthGbpsRequest$, NetworkCardInfo$, NetworkInfo$, NetworkInsightsAccessScope$, NetworkInsightsAccessScopeAnalysis$, NetworkInsightsAccessScopeContent$, NetworkInsightsAnalysis$, NetworkInsightsPath$, NetworkInterface$, NetworkInterfaceAssociation$, NetworkInterfaceAttachment$, NetworkInterfaceAttachmentChanges$, NetworkInterfaceCount$, NetworkInterfaceCountRequest$, NetworkInterfaceIpv6Address$, NetworkInterfacePermission$, NetworkInterfacePermissionState$, NetworkInterfacePrivateIpAddress$, NeuronDeviceCoreInfo$, NeuronDeviceInfo$, NeuronDeviceMemoryInfo$, NeuronInfo$, NewDhcpConfiguration$, NitroTpmInfo$, OidcOptions$, OnDemandOptions$, OnDemandOptionsRequest$, OperatorRequest$, OperatorResponse$, OutpostLag$, PacketHeaderStatement$, PacketHeaderStatementRequest$, PathComponent$, PathFilter$, PathRequestFilter$, PathStatement$, PathStatementRequest$, PayerResponsibilityEntry$, PciId$, PcxFlexCostAllocationPolicyDocument$, PeeringAttachmentStatus$, PeeringConnectionOptions$, PeeringConnectionOptionsRequest$, PeeringTgwInfo$, PerformanceFactorReference$, PerformanceFactorReferenceRequest$, PerformanceStatusSummary$, Phase1DHGroupNumbersListValue$, Phase1DHGroupNumbersRequestListValue$, Phase1EncryptionAlgorithmsListValue$, Phase1EncryptionAlgorithmsRequestListValue$, Phase1IntegrityAlgorithmsListValue$, Phase1IntegrityAlgorithmsRequestListValue$, Phase2DHGroupNumbersListValue$, Phase2DHGroupNumbersRequestListValue$, Phase2EncryptionAlgorithmsListValue$, Phase2EncryptionAlgorithmsRequestListValue$, Phase2IntegrityAlgorithmsListValue$, Phase2IntegrityAlgorithmsRequestListValue$, Placement$, PlacementGroup$, PlacementGroupInfo$, PlacementResponse$, PoolCidrBlock$, PortRange$, PrefixList$, PrefixListAssociation$, PrefixListEntry$, PrefixListId$, PriceSchedule$, PriceScheduleSpecification$, PricingDetail$, PrincipalIdFormat$, PrivateDnsDetails$, PrivateDnsNameConfiguration$, PrivateDnsNameOptionsOnLaunch$, PrivateDnsNameOptionsRequest$, PrivateDnsNameOptionsResponse$, PrivateIpAddressSpecification$, ProcessorInfo$, ProductCode$, PropagatingVgw$, ProvisionByoipCidr$, ProvisionByoipCidrRequest$, ProvisionByoipCidrResult$, ProvisionIpamByoasn$, ProvisionIpamByoasnRequest$, ProvisionIpamByoasnResult$, ProvisionIpamPoolCidr$, ProvisionIpamPoolCidrRequest$, ProvisionIpamPoolCidrResult$, ProvisionPublicIpv4PoolCidr$, ProvisionPublicIpv4PoolCidrRequest$, ProvisionPublicIpv4PoolCidrResult$, ProvisionedBandwidth$, PtrUpdateStatus$, PublicIpDnsNameOptions$, PublicIpv4Pool$, PublicIpv4PoolRange$, Purchase$, PurchaseCapacityBlock$, PurchaseCapacityBlockExtension$, PurchaseCapacityBlockExtensionRequest$, PurchaseCapacityBlockExtensionResult$, PurchaseCapacityBlockRequest$, PurchaseCapacityBlockResult$, PurchaseHostReservation$, PurchaseHostReservationRequest$, PurchaseHostReservationResult$, PurchaseRequest$, PurchaseReservedInstancesOffering$, PurchaseReservedInstancesOfferingRequest$, PurchaseReservedInstancesOfferingResult$, PurchaseScheduledInstances$, PurchaseScheduledInstancesRequest$, PurchaseScheduledInstancesResult$, RebootInstances$, RebootInstancesRequest$, RecurringCharge$, ReferencedSecurityGroup$, Region$, RegionGeography$, RegionalSummary$, RegisterImage$, RegisterImageRequest$, RegisterImageResult$, RegisterInstanceEventNotificationAttributes$, RegisterInstanceEventNotificationAttributesRequest$, RegisterInstanceEventNotificationAttributesResult$, RegisterInstanceTagAttributeRequest$, RegisterTransitGatewayMulticastGroupMembers$, RegisterTransitGatewayMulticastGroupMembersRequest$, RegisterTransitGatewayMulticastGroupMembersResult$, RegisterTransitGatewayMulticastGroupSources$, RegisterTransitGatewayMulticastGroupSourcesRequest$, RegisterTransitGatewayMulticastGroupSourcesResult$, RegisteredInstance$, RejectCapacityReservationBillingOwnership$, RejectCapacityReservationBillingOwnershipRequest$, RejectCapacityReservationBillingOwnershipResult$, RejectTransitGatewayClientVpnAttachment$, RejectTransitGatewayClientVpnAttachmentRequest$, RejectTransitGatewayClientVpnAttachmentResult$, RejectTransitGatewayMulticastDomainAssociations$, RejectTransitGatewayMulticastDomainAssociationsRequest$, RejectTransitGatewayMulticastDomainAssociationsResult$, RejectTransitGatewayPeeringAttachment$, RejectTransitGatewayPeeringAttachmentRequest$, RejectTransitGatewayPeeringAttachmentResult$, RejectTransitGatewayVpcAttachment$, RejectTransitGatewayVpcAttachmentRequest$, RejectTransitGatewayVpcAttachmentResult$, RejectVpcEndpointConnections$, RejectVpcEndpointConnectionsRequest$, RejectVpcEndpointConnectionsResult$, RejectVpcPeeringConnection$, RejectVpcPeeringConnectionRequest$, RejectVpcPeeringConnectionResult$, ReleaseAddress$, ReleaseAddressRequest$, ReleaseHosts$, ReleaseHostsRequest$, ReleaseHostsResult$, ReleaseIpamPoolAllocation$, ReleaseIpamPoolAllocationRequest$, ReleaseIpamPoolAllocationResult$, RemoveIpamOperatingRegion$, RemoveIpamOrganizationalUnitExclusion$, RemovePrefixListEntry$, ReplaceIamInstanceProfileAssociation$, ReplaceIamInstanceProfileAssociationRequest$, ReplaceIamInstanceProfileAssociationResult$, ReplaceImageCriteriaInAllowedImagesSettings$, ReplaceImageCriteriaInAllowedImagesSettingsRequest$, ReplaceImageCriteriaInAllowedImagesSettingsResult$, ReplaceImageInstanceTypeSpecification$, ReplaceImageInstanceTypeSpecificationRequest$, ReplaceImageInstanceTypeSpecificationResult$, ReplaceNetworkAclAssociation$, ReplaceNetworkAclAssociationRequest$, ReplaceNetworkAclAssociationResult$, ReplaceNetworkAclEntry$, ReplaceNetworkAclEntryRequest$, ReplaceRootVolumeTask$, ReplaceRoute$, ReplaceRouteRequest$, ReplaceRouteTableAssociation$, ReplaceRouteTableAssociationRequest$, ReplaceRouteTableAssociationResult$, ReplaceTransitGatewayRoute$, ReplaceTransitGatewayRouteRequest$, ReplaceTransitGatewayRouteResult$, ReplaceVpnTunnel$, ReplaceVpnTunnelRequest$, ReplaceVpnTunnelResult$, ReportInstanceStatus$, ReportInstanceStatusRequest$, RequestFilterPortRange$, RequestIpamResourceTag$, RequestLaunchTemplateData$, RequestSpotFleet$, RequestSpotFleetRequest$, RequestSpotFleetResponse$, RequestSpotInstances$, RequestSpotInstancesRequest$, RequestSpotInstancesResult$, RequestSpotLaunchSpecification$, Reservation$, ReservationFleetInstanceSpecification$, ReservationValue$, ReservedCapacityFallbackOptions$, ReservedCapacityFallbackOptionsRequest$, ReservedCapacityOptions$, ReservedCapacityOptionsRequest$, ReservedInstanceLimitPrice$, ReservedInstanceReservationValue$, ReservedInstances$, ReservedInstancesConfiguration$, ReservedInstancesId$, ReservedInstancesListing$, ReservedInstancesModification$, ReservedInstancesModificationResult$, ReservedInstancesOffering$, ResetAddressAttribute$, ResetAddressAttributeRequest$, ResetAddressAttributeResult$, ResetEbsDefaultKmsKeyId$, ResetEbsDefaultKmsKeyIdRequest$, ResetEbsDefaultKmsKeyIdResult$, ResetFpgaImageAttribute$, ResetFpgaImageAttributeRequest$, ResetFpgaImageAttributeResult$, ResetImageAttribute$, ResetImageAttributeRequest$, ResetInstanceAttribute$, ResetInstanceAttributeRequest$, ResetNetworkInterfaceAttribute$, ResetNetworkInterfaceAttributeRequest$, ResetSnapshotAttribute$, ResetSnapshotAttributeRequest$, ResourceStatement$, ResourceStatementRequest$, ResourceTypeOption$, ResourceTypeRequest$, ResponseError$, ResponseLaunchTemplateData$, RestoreAddressToClassic$, RestoreAddressToClassicRequest$, RestoreAddressToClassicResult$, RestoreImageFromRecycleBin$, RestoreImageFromRecycleBinRequest$, RestoreImageFromRecycleBinResult$, RestoreManagedPrefixListVersion$, RestoreManagedPrefixListVersionRequest$, RestoreManagedPrefixListVersionResult$, RestoreSnapshotFromRecycleBin$, RestoreSnapshotFromRecycleBinRequest$, RestoreSnapshotFromRecycleBinResult$, RestoreSnapshotTier$, RestoreSnapshotTierRequest$, RestoreSnapshotTierResult$, RestoreVolumeFromRecycleBin$, RestoreVolumeFromRecycleBinRequest$, RestoreVolumeFromRecycleBinResult$, RevokeClientVpnIngress$, RevokeClientVpnIngressRequest$, RevokeClientVpnIngressResult$, RevokeSecurityGroupEgress$, RevokeSecurityGroupEgressRequest$, RevokeSecurityGroupEgressResult$, RevokeSecurityGroupIngress$, RevokeSecurityGroupIngressRequest$, RevokeSecurityGroupIngressResult$, RevokedSecurityGroupRule$, Route$, RouteServer$, RouteServerAssociation$, RouteServerBfdStatus$, RouteServerBgpOptions$, RouteServerBgpOptionsRequest$, RouteServerBgpStatus$, RouteServerEndpoint$, RouteServerPeer$, RouteServerPropagation$, RouteServerRoute$, RouteServerRouteInstallationDetail$, RouteTable$, RouteTableAssociation$, RouteTableAssociationState$, RuleGroupRuleOptionsPair$, RuleGroupTypePair$, RuleOption$, RunInstances$, RunInstancesMonitoringEnabled$, RunInstancesRequest$, RunScheduledInstances$, RunScheduledInstancesRequest$, RunScheduledInstancesResult$, S3ObjectTag$, S3Storage$, ScanResultCondition$, ScanResultConditionRequest$, ScanResults$, ScheduledInstance$, ScheduledInstanceAvailability$, ScheduledInstanceRecurrence$, ScheduledInstanceRecurrenceRequest$, ScheduledInstancesBlockDeviceMapping$, ScheduledInstancesEbs$, ScheduledInstancesIamInstanceProfile$, ScheduledInstancesIpv6Address$, ScheduledInstancesLaunchSpecification$, ScheduledInstancesMonitoring$, ScheduledInstancesNetworkInterface$, ScheduledInstancesPlacement$, ScheduledInstancesPrivateIpAddressConfig$, SearchLocalGatewayRoutes$, SearchLocalGatewayRoutesRequest$, SearchLocalGatewayRoutesResult$, SearchTransitGatewayMulticastGroups$, SearchTransitGatewayMulticastGroupsRequest$, SearchTransitGatewayMulticastGroupsResult$, SearchTransitGatewayRoutes$, SearchTransitGatewayRoutesRequest$, SearchTransitGatewayRoutesResult$, SecondaryInterface$, SecondaryInterfaceAttachment$, SecondaryInterfaceIpv4Address$, SecondaryInterfacePrivateIpAddressSpecification$, SecondaryInterfacePrivateIpAddressSpecificationRequest$, SecondaryNetwork$, SecondaryNetworkIpv4CidrBlockAssociation$, SecondarySubnet$, SecondarySubnetIpv4CidrBlockAssociation$, SecureBlobAttributeValue$, SecurityGroup$, SecurityGroupForVpc$, SecurityGroupIdentifier$, SecurityGroupReference$, SecurityGroupRule$, SecurityGroupRuleDescription$, SecurityGroupRuleRequest$, SecurityGroupRuleUpdate$, SecurityGroupVpcAssociation$, SendDiagnosticInterrupt$, SendDiagnosticInterruptRequest$, ServiceConfiguration$, ServiceDetail$, ServiceLinkVirtualInterface$, ServiceTypeDetail$, SlotDateTimeRangeRequest$, SlotStartTimeRangeRequest$, Snapshot$, SnapshotDetail$, SnapshotDiskContainer$, SnapshotInfo$, SnapshotRecycleBinInfo$, SnapshotTaskDetail$, SnapshotTierStatus$, SpotCapacityRebalance$, SpotDatafeedSubscription$, SpotFleetLaunchSpecification$, SpotFleetMonitoring$, SpotFleetRequestConfig$, SpotFleetRequestConfigData$, SpotFleetTagSpecification$, SpotInstanceRequest$, SpotInstanceStateFault$, SpotInstanceStatus$, SpotMaintenanceStrategies$, SpotMarketOptions$, SpotOptions$, SpotOptionsRequest$, SpotPlacement$, SpotPlacementScore$, SpotPrice$, StaleIpPermission$, StaleSecurityGroup$, StartDeclarativePoliciesReport$, StartDeclarativePoliciesReportRequest$, StartDeclarativePoliciesReportResult$, StartInstances$, StartInstancesRequest$, StartInstancesResult$, StartNetworkInsightsAccessScopeAnalysis$, StartNetworkInsightsAccessScopeAnalysisRequest$, StartNetworkInsightsAccessScopeAnalysisResult$, StartNetworkInsightsAnalysis$, StartNetworkInsightsAnalysisRequest$, StartNetworkInsightsAnalysisResult$, StartVpcEndpointServicePrivateDnsVerification$, StartVpcEndpointServicePrivateDnsVerificationRequest$, StartVpcEndpointServicePrivateDnsVerificationResult$, StateReason$, StopInstances$, StopInstancesRequest$, StopInstancesResult$, Storage$, StorageLocation$, StoreImageTaskResult$, Subnet$, SubnetAssociation$, SubnetCidrBlockState$, SubnetCidrReservation$, SubnetConfiguration$, SubnetIpPrefixes$, SubnetIpv6CidrBlockAssociation$, Subscription$, SuccessfulAssociationResponseObject$, SuccessfulInstanceCreditSpecificationItem$, SuccessfulQueuedPurchaseDeletion$, SuccessfulSuppressionResponseObject$, SupportedRegionDetail$, Tag$, TagDescription$, TagFieldSpecificationRequest$, TagFieldSpecificationResponse$, TagSpecification$, TargetCapacitySpecification$, TargetCapacitySpecificationRequest$, TargetConfiguration$, TargetConfigurationRequest$, TargetGroup$, TargetGroupsConfig$, TargetNetwork$, TargetReservationValue$, TerminateClientVpnConnections$, TerminateClientVpnConnectionsRequest$, TerminateClientVpnConnectionsResult$, TerminateConnectionStatus$, TerminateInstances$, TerminateInstancesRequest$, TerminateInstancesResult$, ThroughResourcesStatement$, ThroughResourcesStatementRequest$, TotalLocalStorageGB$, TotalLocalStorageGBRequest$, TrafficMirrorFilter$, TrafficMirrorFilterRule$, TrafficMirrorPortRange$, TrafficMirrorPortRangeRequest$, TrafficMirrorSession$, TrafficMirrorTarget$, TransitGateway$, TransitGatewayAssociation$, TransitGatewayAttachment$, TransitGatewayAttachmentAssociation$, TransitGatewayAttachmentBgpConfiguration$, TransitGatewayAttachmentPropagation$, TransitGatewayClientVpnAttachment$, TransitGatewayConfigurationDescribeEndpointStructure$, TransitGatewayConfigurationInputStructure$, TransitGatewayConnect$, TransitGatewayConnectOptions$, TransitGatewayConnectPeer$, TransitGatewayConnectPeerConfiguration$, TransitGatewayConnectRequestBgpOptions$, TransitGatewayMeteringPolicy$, TransitGatewayMeteringPolicyEntry$, TransitGatewayMeteringPolicyRule$, TransitGatewayMulticastDeregisteredGroupMembers$, TransitGatewayMulticastDeregisteredGroupSources$, TransitGatewayMulticastDomain$, TransitGatewayMulticastDomainAssociation$, TransitGatewayMulticastDomainAssociations$, TransitGatewayMulticastDomainOptions$, TransitGatewayMulticastGroup$, TransitGatewayMulticastRegisteredGroupMembers$, TransitGatewayMulticastRegisteredGroupSources$, TransitGatewayNatRule$, TransitGatewayNatRuleRequest$, TransitGatewayOptions$, TransitGatewayPeeringAttachment$, TransitGatewayPeeringAttachmentOptions$, TransitGatewayPolicyRule$, TransitGatewayPolicyRuleMetaData$, TransitGatewayPolicyTable$, TransitGatewayPolicyTableAssociation$, TransitGatewayPolicyTableEntry$, TransitGatewayPrefixListAttachment$, TransitGatewayPrefixListReference$, TransitGatewayPropagation$, TransitGatewayRequestOptions$, TransitGatewayRequestPolicyRule$, TransitGatewayRequestPolicyRuleMetaData$, TransitGatewayRoute$, TransitGatewayRouteAttachment$, TransitGatewayRouteTable$, TransitGatewayRouteTableAnnouncement$, TransitGatewayRouteTableAssociation$, TransitGatewayRouteTablePropagation$, TransitGatewayRouteTableRoute$, TransitGatewayVpcAttachment$, TransitGatewayVpcAttachmentOptions$, TrunkInterfaceAssociation$, TunnelOption$, UnassignIpv6Addresses$, UnassignIpv6AddressesRequest$, UnassignIpv6AddressesResult$, UnassignPrivateIpAddresses$, UnassignPrivateIpAddressesRequest$, UnassignPrivateNatGatewayAddress$, UnassignPrivateNatGatewayAddressRequest$, UnassignPrivateNatGatewayAddressResult$, UnlockSnapshot$, UnlockSnapshotRequest$, UnlockSnapshotResult$, UnmonitorInstances$, UnmonitorInstancesRequest$, UnmonitorInstancesResult$, UnsuccessfulAssociationResponseObject$, UnsuccessfulInstanceCreditSpecificationItem$, UnsuccessfulInstanceCreditSpecificationItemError$, UnsuccessfulItem$, UnsuccessfulItemError$, UnsuccessfulSuppressionResponseObject$, UpdateCapacityManagerMonitoredTagKeys$, UpdateCapacityManagerMonitoredTagKeysRequest$, UpdateCapacityManagerMonitoredTagKeysResult$, UpdateCapacityManagerOrganizationsAccess$, UpdateCapacityManagerOrganizationsAccessRequest$, UpdateCapacityManagerOrganizationsAccessResult$, UpdateInterruptibleCapacityReservationAllocation$, UpdateInterruptibleCapacityReservationAllocationRequest$, UpdateInterruptibleCapacityReservationAllocationResult$, UpdateSecurityGroupRuleDescriptionsEgress$, UpdateSecurityGroupRuleDescriptionsEgressRequest$, UpdateSecurityGroupRuleDescriptionsEgressResult$, UpdateSecurityGroupRuleDescriptionsIngress$, UpdateSecurityGroupRuleDescriptionsIngressRequest$, UpdateSecurityGroupRuleDescriptionsIngressResult$, UserBucket$, UserBucketDetails$, UserData$, UserIdGroupPair$, VCpuCountRange$, VCpuCountRangeRequest$, VCpuInfo$, ValidateSecurityGroupQuotasForInterface$, ValidateSecurityGroupQuotasForInterfaceRequest$, ValidateSecurityGroupQuotasForInterfaceResult$, ValidationError$, ValidationWarning$, VerifiedAccessEndpoint$, VerifiedAccessEndpointCidrOptions$, VerifiedAccessEndpointEniOptions$, VerifiedAccessEndpointLoadBalancerOptions$, VerifiedAccessEndpointPortRange$, VerifiedAccessEndpointRdsOptions$, VerifiedAccessEndpointStatus$, VerifiedAccessEndpointTarget$, VerifiedAccessGroup$, VerifiedAccessInstance$, VerifiedAccessInstanceCustomSubDomain$, VerifiedAccessInstanceLoggingConfiguration$, VerifiedAccessInstanceOpenVpnClientConfiguration$, VerifiedAccessInstanceOpenVpnClientConfigurationRoute$, VerifiedAccessInstanceUserTrustProviderClientConfiguration$, VerifiedAccessLogCloudWatchLogsDestination$, VerifiedAccessLogCloudWatchLogsDestinationOptions$, VerifiedAccessLogDeliveryStatus$, VerifiedAccessLogKinesisDataFirehoseDestination$, VerifiedAccessLogKinesisDataFirehoseDestinationOptions$, VerifiedAccessLogOptions$, VerifiedAccessLogS3Destination$, VerifiedAccessLogS3DestinationOptions$, VerifiedAccessLogs$, VerifiedAccessSseSpecificationRequest$, VerifiedAccessSseSpecificationResponse$, VerifiedAccessTrustProvider$, VerifiedAccessTrustProviderCondensed$, VgwTelemetry$, Volume$, VolumeAttachment$, VolumeDetail$, VolumeModification$, VolumeRecycleBinInfo$, VolumeStatusAction$, VolumeStatusAttachmentStatus$, VolumeStatusDetails$, VolumeStatusEvent$, VolumeStatusInfo$, VolumeStatusItem$, Vpc$, VpcAttachment$, VpcBlockPublicAccessExclusion$, VpcBlockPublicAccessOptions$, VpcCidrBlockAssociation$, VpcCidrBlockState$, VpcClassicLink$, VpcEncryptionControl$, VpcEncryptionControlConfiguration$, VpcEncryptionControlExclusion$, VpcEncryptionControlExclusions$, VpcEncryptionNonCompliantResource$, VpcEndpoint$, VpcEndpointAssociation$, VpcEndpointConnection$, VpcIpv6CidrBlockAssociation$, VpcPeeringConnection$, VpcPeeringConnectionOptionsDescription$, VpcPeeringConnectionStateReason$, VpcPeeringConnectionVpcInfo$, VpnConcentrator$, VpnConnection$, VpnConnectionDeviceType$, VpnConnectionOptions$, VpnConnectionOptionsSpecification$, VpnGateway$, VpnStaticRoute$, VpnTunnelLogOptions$, VpnTunnelLogOptionsSpecification$, VpnTunnelOptionsSpecification$, WithdrawByoipCidr$, WithdrawByoipCidrRequest$, WithdrawByoipCidrResult$

// EXTERNAL MODULE: ./node_modules/@smithy/core/dist-cjs/submodules/schema/index.js
var schema = __webpack_require__(6890);
// EXTERNAL MODULE: ./node_modules/@smithy/core/dist-cjs/submodules/client/index.js
var client = __webpack_require__(2658);
;// CONCATENATED MODULE: ./node_modules/@aws-sdk/client-ec2/dist-es/models/EC2ServiceException.js


class EC2ServiceException extends client.ServiceException {
    static shapeId = "smithy.ts.sdk.synthetic.com.amazonaws.ec2#EC2ServiceException";
    constructor(options) {
        super(options);
        Object.setPrototypeOf(this, EC2ServiceException.prototype);
    }
}

;// CONCATENATED MODULE: ./node_modules/@aws-sdk/client-ec2/dist-es/schemas/schemas_0.js
const _AAI = "AwsAccountId";
const _AAZ = "AllAvailabilityZones";
const _AF = "AddressFamily";
const _ARw = "AwsRegion";
const _ASGIR = "AuthorizeSecurityGroupIngressRequest";
const _ASGIRu = "AuthorizeSecurityGroupIngressResult";
const _ASGIu = "AuthorizeSecurityGroupIngress";
const _ASs = "AssociationState";
const _AZ = "AvailabilityZone";
const _AZG = "AvailabilityZoneGeography";
const _AZGL = "AvailabilityZoneGeographyList";
const _AZL = "AvailabilityZoneList";
const _AZM = "AvailabilityZoneMessage";
const _AZML = "AvailabilityZoneMessageList";
const _AZSG = "AvailabilityZoneSubGeography";
const _AZSGL = "AvailabilityZoneSubGeographyList";
const _AZv = "AvailabilityZones";
const _As = "Associations";
const _Atta = "Attachments";
const _CGI = "CarrierGatewayId";
const _CIi = "CidrIp";
const _CIid = "CidrIpv6";
const _CIidr = "CidrIpv4";
const _CNA = "CoreNetworkArn";
const _Cid = "Cidrs";
const _DAZR = "DescribeAvailabilityZonesRequest";
const _DAZRe = "DescribeAvailabilityZonesResult";
const _DAZe = "DescribeAvailabilityZones";
const _DCB = "DestinationCidrBlock";
const _DICB = "DestinationIpv6CidrBlock";
const _DIGRe = "DescribeInternetGatewaysRequest";
const _DIGRes = "DescribeInternetGatewaysResult";
const _DIGe = "DescribeInternetGateways";
const _DMPLRes = "DescribeManagedPrefixListsRequest";
const _DMPLResc = "DescribeManagedPrefixListsResult";
const _DMPLe = "DescribeManagedPrefixLists";
const _DPLI = "DestinationPrefixListId";
const _DR = "DryRun";
const _DRTRe = "DescribeRouteTablesRequest";
const _DRTRes = "DescribeRouteTablesResult";
const _DRTe = "DescribeRouteTables";
const _DSGRRes = "DescribeSecurityGroupRulesRequest";
const _DSGRResc = "DescribeSecurityGroupRulesResult";
const _DSGRes = "DescribeSecurityGroupsRequest";
const _DSGResc = "DescribeSecurityGroupsResult";
const _DSGRescri = "DescribeSecurityGroupRules";
const _DSGe = "DescribeSecurityGroups";
const _DVBPAO = "DescribeVpcBlockPublicAccessOptions";
const _DVBPAOR = "DescribeVpcBlockPublicAccessOptionsRequest";
const _DVBPAORe = "DescribeVpcBlockPublicAccessOptionsResult";
const _De = "Description";
const _EAx = "ExclusionsAllowed";
const _EOIGI = "EgressOnlyInternetGatewayId";
const _FLi = "FilterList";
const _FP = "FromPort";
const _Fi = "Filters";
const _Fil = "Filter";
const _GI = "GatewayId";
const _GISL = "GroupIdStringList";
const _GIr = "GroupId";
const _GIro = "GroupIds";
const _GLN = "GroupLongName";
const _GN = "GroupName";
const _GNSL = "GroupNameStringList";
const _GNr = "GroupNames";
const _GOI = "GroupOwnerId";
const _Ge = "Geography";
const _IAp = "IpAddress";
const _IE = "IsEgress";
const _IG = "InternetGateway";
const _IGA = "InternetGatewayAttachment";
const _IGAL = "InternetGatewayAttachmentList";
const _IGBM = "InternetGatewayBlockMode";
const _IGI = "InternetGatewayId";
const _IGIL = "InternetGatewayIdList";
const _IGIn = "InternetGatewayIds";
const _IGL = "InternetGatewayList";
const _IGn = "InternetGateways";
const _II = "InstanceId";
const _IOIn = "InstanceOwnerId";
const _IPEp = "IpPermissionsEgress";
const _IPLRSE = "IpamPrefixListResolverSyncEnabled";
const _IPLRTI = "IpamPrefixListResolverTargetId";
const _IPLp = "IpPermissionList";
const _IPpe = "IpPermissions";
const _IPper = "IpPermission";
const _IPpr = "IpProtocol";
const _IRLp = "IpRangeList";
const _IRLpv = "Ipv6RangeList";
const _IRpa = "IpRanges";
const _IRpan = "IpRange";
const _IRpv = "Ipv6Ranges";
const _IRpva = "Ipv6Range";
const _K = "Key";
const _LGI = "LocalGatewayId";
const _LUT = "LastUpdateTimestamp";
const _MB = "ManagedBy";
const _ME = "MaxEntries";
const _MPLS = "ManagedPrefixListSet";
const _MPLa = "ManagedPrefixList";
const _MR = "MaxResults";
const _Mai = "Main";
const _Me = "Message";
const _Mes = "Messages";
const _N = "Name";
const _NBG = "NetworkBorderGroup";
const _NGI = "NatGatewayId";
const _NII = "NetworkInterfaceId";
const _NTe = "NextToken";
const _O = "Origin";
const _OI = "OwnerId";
const _OIS = "OptInStatus";
const _ONA = "OdbNetworkArn";
const _PIP = "PublicIpv4Pool";
const _PL = "PrefixList";
const _PLAr = "PrefixListArn";
const _PLI = "PrefixListId";
const _PLIL = "PrefixListIdList";
const _PLIr = "PrefixListIds";
const _PLN = "PrefixListName";
const _PLSr = "PrefixListSet";
const _PLr = "PrefixLists";
const _PSee = "PeeringStatus";
const _PV = "PropagatingVgw";
const _PVL = "PropagatingVgwList";
const _PVro = "PropagatingVgws";
const _PZI = "ParentZoneId";
const _PZN = "ParentZoneName";
const _R = "Return";
const _RGIe = "ReferencedGroupInfo";
const _RLo = "RouteList";
const _RN = "RegionName";
const _RSG = "ReferencedSecurityGroup";
const _RTA = "RouteTableAssociation";
const _RTAI = "RouteTableAssociationId";
const _RTAL = "RouteTableAssociationList";
const _RTAS = "RouteTableAssociationState";
const _RTI = "RouteTableId";
const _RTISL = "RouteTableIdStringList";
const _RTIo = "RouteTableIds";
const _RTLo = "RouteTableList";
const _RTe = "ResourceType";
const _RTo = "RouteTable";
const _RTou = "RouteTables";
const _Re = "Reason";
const _Ro = "Route";
const _Rou = "Routes";
const _SG = "SubGeography";
const _SGA = "SecurityGroupArn";
const _SGL = "SecurityGroupList";
const _SGR = "SecurityGroupRules";
const _SGRA = "SecurityGroupRuleArn";
const _SGRI = "SecurityGroupRuleIds";
const _SGRIL = "SecurityGroupRuleIdList";
const _SGRIe = "SecurityGroupRuleId";
const _SGRL = "SecurityGroupRuleList";
const _SGRe = "SecurityGroupRule";
const _SGe = "SecurityGroups";
const _SGec = "SecurityGroup";
const _SIu = "SubnetId";
const _SMt = "StatusMessage";
const _SMta = "StateMessage";
const _SSGN = "SourceSecurityGroupName";
const _SSGOI = "SourceSecurityGroupOwnerId";
const _St = "State";
const _T = "Tags";
const _TGI = "TransitGatewayId";
const _TL = "TagList";
const _TP = "ToPort";
const _TS = "TagSpecifications";
const _TSL = "TagSpecificationList";
const _TSa = "TagSpecification";
const _Ta = "Tag";
const _UI = "UserId";
const _UIGP = "UserIdGroupPairs";
const _UIGPL = "UserIdGroupPairList";
const _UIGPs = "UserIdGroupPair";
const _V = "Value";
const _VBPAO = "VpcBlockPublicAccessOptions";
const _VI = "VpcId";
const _VPCI = "VpcPeeringConnectionId";
const _VSL = "ValueStringList";
const _Va = "Values";
const _Ver = "Version";
const _ZI = "ZoneId";
const _ZISL = "ZoneIdStringList";
const _ZIo = "ZoneIds";
const _ZN = "ZoneName";
const _ZNSL = "ZoneNameStringList";
const _ZNo = "ZoneNames";
const _ZT = "ZoneType";
const _aAI = "awsAccountId";
const _aF = "addressFamily";
const _aRw = "awsRegion";
const _aS = "associationState";
const _aSs = "associationSet";
const _aSt = "attachmentSet";
const _aZIv = "availabilityZoneInfo";
const _cGI = "carrierGatewayId";
const _cIi = "cidrIp";
const _cIid = "cidrIpv6";
const _cIidr = "cidrIpv4";
const _cNA = "coreNetworkArn";
const _cS = "cidrSet";
const _dCB = "destinationCidrBlock";
const _dICB = "destinationIpv6CidrBlock";
const _dPLI = "destinationPrefixListId";
const _dR = "dryRun";
const _de = "description";
const _eAx = "exclusionsAllowed";
const _eOIGI = "egressOnlyInternetGatewayId";
const _eQN = "ec2QueryName";
const _fP = "fromPort";
const _gD = "groupDescription";
const _gI = "gatewayId";
const _gIr = "groupId";
const _gLN = "groupLongName";
const _gN = "groupName";
const _gOI = "groupOwnerId";
const _gS = "geographySet";
const _gr = "groups";
const _iAp = "ipAddress";
const _iEs = "isEgress";
const _iGBM = "internetGatewayBlockMode";
const _iGI = "internetGatewayId";
const _iGS = "internetGatewaySet";
const _iI = "instanceId";
const _iOIn = "instanceOwnerId";
const _iPEp = "ipPermissionsEgress";
const _iPLRSE = "ipamPrefixListResolverSyncEnabled";
const _iPLRTI = "ipamPrefixListResolverTargetId";
const _iPp = "ipProtocol";
const _iPpe = "ipPermissions";
const _iRpa = "ipRanges";
const _iRpv = "ipv6Ranges";
const _it = "item";
const _k = "key";
const _lGI = "localGatewayId";
const _lUT = "lastUpdateTimestamp";
const _mB = "managedBy";
const _mE = "maxEntries";
const _mS = "messageSet";
const _mai = "main";
const _me = "message";
const _n = "name";
const _nBG = "networkBorderGroup";
const _nGI = "natGatewayId";
const _nII = "networkInterfaceId";
const _nTe = "nextToken";
const _o = "origin";
const _oI = "ownerId";
const _oIS = "optInStatus";
const _oNA = "odbNetworkArn";
const _pIP = "publicIpv4Pool";
const _pLA = "prefixListArn";
const _pLI = "prefixListId";
const _pLIr = "prefixListIds";
const _pLN = "prefixListName";
const _pLS = "prefixListSet";
const _pSee = "peeringStatus";
const _pVS = "propagatingVgwSet";
const _pZI = "parentZoneId";
const _pZN = "parentZoneName";
const _r = "return";
const _rGIe = "referencedGroupInfo";
const _rNe = "regionName";
const _rSou = "routeSet";
const _rTAI = "routeTableAssociationId";
const _rTI = "routeTableId";
const _rTS = "routeTableSet";
const _rTe = "resourceType";
const _re = "reason";
const _s = "smithy.ts.sdk.synthetic.com.amazonaws.ec2";
const _sGA = "securityGroupArn";
const _sGIec = "securityGroupInfo";
const _sGRA = "securityGroupRuleArn";
const _sGRI = "securityGroupRuleId";
const _sGRS = "securityGroupRuleSet";
const _sGS = "subGeographySet";
const _sIu = "subnetId";
const _sMt = "statusMessage";
const _sMta = "stateMessage";
const _st = "state";
const _tGI = "transitGatewayId";
const _tP = "toPort";
const _tS = "tagSet";
const _uI = "userId";
const _v = "value";
const _vBPAO = "vpcBlockPublicAccessOptions";
const _vI = "vpcId";
const _vPCI = "vpcPeeringConnectionId";
const _ve = "version";
const _xN = "xmlName";
const _zI = "zoneId";
const _zN = "zoneName";
const _zS = "zoneState";
const _zT = "zoneType";
const n0 = "com.amazonaws.ec2";


const _s_registry = new schema.TypeRegistry(_s);
var EC2ServiceException$ = [-3, _s, "EC2ServiceException", 0, [], []];
_s_registry.registerError(EC2ServiceException$, EC2ServiceException);
const errorTypeRegistries = [
    _s_registry,
];
var AuthorizeSecurityGroupIngressRequest$ = [3, n0, _ASGIR,
    0,
    [_CIi, _FP, _GIr, _GN, _IPpe, _IPpr, _SSGN, _SSGOI, _TP, _TS, _DR],
    [0, 1, 0, 0, [() => IpPermissionList, 0], 0, 0, 0, 1, [() => TagSpecificationList, { [_xN]: _TSa }], [2, { [_eQN]: `DryRun`,
                [_xN]: _dR }]]
];
var AuthorizeSecurityGroupIngressResult$ = [3, n0, _ASGIRu,
    0,
    [_R, _SGR],
    [[2, { [_eQN]: `Return`,
                [_xN]: _r }], [() => SecurityGroupRuleList, { [_eQN]: `SecurityGroupRuleSet`,
                [_xN]: _sGRS }]]
];
var AvailabilityZone$ = [3, n0, _AZ,
    0,
    [_OIS, _Mes, _RN, _ZN, _ZI, _GN, _NBG, _ZT, _PZN, _PZI, _GLN, _Ge, _SG, _St],
    [[0, { [_eQN]: `OptInStatus`,
                [_xN]: _oIS }], [() => AvailabilityZoneMessageList, { [_eQN]: `MessageSet`,
                [_xN]: _mS }], [0, { [_eQN]: `RegionName`,
                [_xN]: _rNe }], [0, { [_eQN]: `ZoneName`,
                [_xN]: _zN }], [0, { [_eQN]: `ZoneId`,
                [_xN]: _zI }], [0, { [_eQN]: `GroupName`,
                [_xN]: _gN }], [0, { [_eQN]: `NetworkBorderGroup`,
                [_xN]: _nBG }], [0, { [_eQN]: `ZoneType`,
                [_xN]: _zT }], [0, { [_eQN]: `ParentZoneName`,
                [_xN]: _pZN }], [0, { [_eQN]: `ParentZoneId`,
                [_xN]: _pZI }], [0, { [_eQN]: `GroupLongName`,
                [_xN]: _gLN }], [() => AvailabilityZoneGeographyList, { [_eQN]: `GeographySet`,
                [_xN]: _gS }], [() => AvailabilityZoneSubGeographyList, { [_eQN]: `SubGeographySet`,
                [_xN]: _sGS }], [0, { [_eQN]: `ZoneState`,
                [_xN]: _zS }]]
];
var AvailabilityZoneGeography$ = [3, n0, _AZG,
    0,
    [_N],
    [[0, { [_eQN]: `Name`,
                [_xN]: _n }]]
];
var AvailabilityZoneMessage$ = [3, n0, _AZM,
    0,
    [_Me],
    [[0, { [_eQN]: `Message`,
                [_xN]: _me }]]
];
var AvailabilityZoneSubGeography$ = [3, n0, _AZSG,
    0,
    [_N],
    [[0, { [_eQN]: `Name`,
                [_xN]: _n }]]
];
var DescribeAvailabilityZonesRequest$ = [3, n0, _DAZR,
    0,
    [_ZNo, _ZIo, _AAZ, _DR, _Fi],
    [[() => ZoneNameStringList, { [_xN]: _ZN }], [() => ZoneIdStringList, { [_xN]: _ZI }], 2, [2, { [_eQN]: `DryRun`,
                [_xN]: _dR }], [() => FilterList, { [_xN]: _Fil }]]
];
var DescribeAvailabilityZonesResult$ = [3, n0, _DAZRe,
    0,
    [_AZv],
    [[() => AvailabilityZoneList, { [_eQN]: `AvailabilityZoneInfo`,
                [_xN]: _aZIv }]]
];
var DescribeInternetGatewaysRequest$ = [3, n0, _DIGRe,
    0,
    [_NTe, _MR, _DR, _IGIn, _Fi],
    [0, 1, [2, { [_eQN]: `DryRun`,
                [_xN]: _dR }], [() => InternetGatewayIdList, { [_eQN]: `InternetGatewayId`,
                [_xN]: _iGI }], [() => FilterList, { [_xN]: _Fil }]]
];
var DescribeInternetGatewaysResult$ = [3, n0, _DIGRes,
    0,
    [_IGn, _NTe],
    [[() => InternetGatewayList, { [_eQN]: `InternetGatewaySet`,
                [_xN]: _iGS }], [0, { [_eQN]: `NextToken`,
                [_xN]: _nTe }]]
];
var DescribeManagedPrefixListsRequest$ = [3, n0, _DMPLRes,
    0,
    [_DR, _Fi, _MR, _NTe, _PLIr],
    [2, [() => FilterList, { [_xN]: _Fil }], 1, 0, [() => ValueStringList, { [_xN]: _PLI }]]
];
var DescribeManagedPrefixListsResult$ = [3, n0, _DMPLResc,
    0,
    [_NTe, _PLr],
    [[0, { [_eQN]: `NextToken`,
                [_xN]: _nTe }], [() => ManagedPrefixListSet, { [_eQN]: `PrefixListSet`,
                [_xN]: _pLS }]]
];
var DescribeRouteTablesRequest$ = [3, n0, _DRTRe,
    0,
    [_NTe, _MR, _DR, _RTIo, _Fi],
    [0, 1, [2, { [_eQN]: `DryRun`,
                [_xN]: _dR }], [() => RouteTableIdStringList, { [_xN]: _RTI }], [() => FilterList, { [_xN]: _Fil }]]
];
var DescribeRouteTablesResult$ = [3, n0, _DRTRes,
    0,
    [_RTou, _NTe],
    [[() => RouteTableList, { [_eQN]: `RouteTableSet`,
                [_xN]: _rTS }], [0, { [_eQN]: `NextToken`,
                [_xN]: _nTe }]]
];
var DescribeSecurityGroupRulesRequest$ = [3, n0, _DSGRRes,
    0,
    [_Fi, _SGRI, _DR, _NTe, _MR],
    [[() => FilterList, { [_xN]: _Fil }], [() => SecurityGroupRuleIdList, { [_xN]: _SGRIe }], 2, 0, 1]
];
var DescribeSecurityGroupRulesResult$ = [3, n0, _DSGRResc,
    0,
    [_SGR, _NTe],
    [[() => SecurityGroupRuleList, { [_eQN]: `SecurityGroupRuleSet`,
                [_xN]: _sGRS }], [0, { [_eQN]: `NextToken`,
                [_xN]: _nTe }]]
];
var DescribeSecurityGroupsRequest$ = [3, n0, _DSGRes,
    0,
    [_GIro, _GNr, _NTe, _MR, _DR, _Fi],
    [[() => GroupIdStringList, { [_xN]: _GIr }], [() => GroupNameStringList, { [_xN]: _GN }], 0, 1, [2, { [_eQN]: `DryRun`,
                [_xN]: _dR }], [() => FilterList, { [_xN]: _Fil }]]
];
var DescribeSecurityGroupsResult$ = [3, n0, _DSGResc,
    0,
    [_NTe, _SGe],
    [[0, { [_eQN]: `NextToken`,
                [_xN]: _nTe }], [() => SecurityGroupList, { [_eQN]: `SecurityGroupInfo`,
                [_xN]: _sGIec }]]
];
var DescribeVpcBlockPublicAccessOptionsRequest$ = [3, n0, _DVBPAOR,
    0,
    [_DR],
    [2]
];
var DescribeVpcBlockPublicAccessOptionsResult$ = [3, n0, _DVBPAORe,
    0,
    [_VBPAO],
    [[() => VpcBlockPublicAccessOptions$, { [_eQN]: `VpcBlockPublicAccessOptions`,
                [_xN]: _vBPAO }]]
];
var Filter$ = [3, n0, _Fil,
    0,
    [_N, _Va],
    [0, [() => ValueStringList, { [_xN]: _V }]]
];
var InternetGateway$ = [3, n0, _IG,
    0,
    [_Atta, _IGI, _OI, _T],
    [[() => InternetGatewayAttachmentList, { [_eQN]: `AttachmentSet`,
                [_xN]: _aSt }], [0, { [_eQN]: `InternetGatewayId`,
                [_xN]: _iGI }], [0, { [_eQN]: `OwnerId`,
                [_xN]: _oI }], [() => TagList, { [_eQN]: `TagSet`,
                [_xN]: _tS }]]
];
var InternetGatewayAttachment$ = [3, n0, _IGA,
    0,
    [_St, _VI],
    [[0, { [_eQN]: `State`,
                [_xN]: _st }], [0, { [_eQN]: `VpcId`,
                [_xN]: _vI }]]
];
var IpPermission$ = [3, n0, _IPper,
    0,
    [_IPpr, _FP, _TP, _UIGP, _IRpa, _IRpv, _PLIr],
    [[0, { [_eQN]: `IpProtocol`,
                [_xN]: _iPp }], [1, { [_eQN]: `FromPort`,
                [_xN]: _fP }], [1, { [_eQN]: `ToPort`,
                [_xN]: _tP }], [() => UserIdGroupPairList, { [_eQN]: `Groups`,
                [_xN]: _gr }], [() => IpRangeList, { [_eQN]: `IpRanges`,
                [_xN]: _iRpa }], [() => Ipv6RangeList, { [_eQN]: `Ipv6Ranges`,
                [_xN]: _iRpv }], [() => PrefixListIdList, { [_eQN]: `PrefixListIds`,
                [_xN]: _pLIr }]]
];
var IpRange$ = [3, n0, _IRpan,
    0,
    [_De, _CIi],
    [[0, { [_eQN]: `Description`,
                [_xN]: _de }], [0, { [_eQN]: `CidrIp`,
                [_xN]: _cIi }]]
];
var Ipv6Range$ = [3, n0, _IRpva,
    0,
    [_De, _CIid],
    [[0, { [_eQN]: `Description`,
                [_xN]: _de }], [0, { [_eQN]: `CidrIpv6`,
                [_xN]: _cIid }]]
];
var ManagedPrefixList$ = [3, n0, _MPLa,
    0,
    [_PLI, _AF, _St, _SMta, _PLAr, _PLN, _ME, _Ver, _T, _OI, _IPLRTI, _IPLRSE],
    [[0, { [_eQN]: `PrefixListId`,
                [_xN]: _pLI }], [0, { [_eQN]: `AddressFamily`,
                [_xN]: _aF }], [0, { [_eQN]: `State`,
                [_xN]: _st }], [0, { [_eQN]: `StateMessage`,
                [_xN]: _sMta }], [0, { [_eQN]: `PrefixListArn`,
                [_xN]: _pLA }], [0, { [_eQN]: `PrefixListName`,
                [_xN]: _pLN }], [1, { [_eQN]: `MaxEntries`,
                [_xN]: _mE }], [1, { [_eQN]: `Version`,
                [_xN]: _ve }], [() => TagList, { [_eQN]: `TagSet`,
                [_xN]: _tS }], [0, { [_eQN]: `OwnerId`,
                [_xN]: _oI }], [0, { [_eQN]: `IpamPrefixListResolverTargetId`,
                [_xN]: _iPLRTI }], [2, { [_eQN]: `IpamPrefixListResolverSyncEnabled`,
                [_xN]: _iPLRSE }]]
];
var PrefixList$ = [3, n0, _PL,
    0,
    [_Cid, _PLI, _PLN],
    [[() => ValueStringList, { [_eQN]: `CidrSet`,
                [_xN]: _cS }], [0, { [_eQN]: `PrefixListId`,
                [_xN]: _pLI }], [0, { [_eQN]: `PrefixListName`,
                [_xN]: _pLN }]]
];
var PrefixListId$ = [3, n0, _PLI,
    0,
    [_De, _PLI],
    [[0, { [_eQN]: `Description`,
                [_xN]: _de }], [0, { [_eQN]: `PrefixListId`,
                [_xN]: _pLI }]]
];
var PropagatingVgw$ = [3, n0, _PV,
    0,
    [_GI],
    [[0, { [_eQN]: `GatewayId`,
                [_xN]: _gI }]]
];
var ReferencedSecurityGroup$ = [3, n0, _RSG,
    0,
    [_GIr, _PSee, _UI, _VI, _VPCI],
    [[0, { [_eQN]: `GroupId`,
                [_xN]: _gIr }], [0, { [_eQN]: `PeeringStatus`,
                [_xN]: _pSee }], [0, { [_eQN]: `UserId`,
                [_xN]: _uI }], [0, { [_eQN]: `VpcId`,
                [_xN]: _vI }], [0, { [_eQN]: `VpcPeeringConnectionId`,
                [_xN]: _vPCI }]]
];
var Route$ = [3, n0, _Ro,
    0,
    [_DCB, _DICB, _DPLI, _EOIGI, _GI, _II, _IOIn, _NGI, _TGI, _LGI, _CGI, _NII, _O, _St, _VPCI, _CNA, _ONA, _IAp],
    [[0, { [_eQN]: `DestinationCidrBlock`,
                [_xN]: _dCB }], [0, { [_eQN]: `DestinationIpv6CidrBlock`,
                [_xN]: _dICB }], [0, { [_eQN]: `DestinationPrefixListId`,
                [_xN]: _dPLI }], [0, { [_eQN]: `EgressOnlyInternetGatewayId`,
                [_xN]: _eOIGI }], [0, { [_eQN]: `GatewayId`,
                [_xN]: _gI }], [0, { [_eQN]: `InstanceId`,
                [_xN]: _iI }], [0, { [_eQN]: `InstanceOwnerId`,
                [_xN]: _iOIn }], [0, { [_eQN]: `NatGatewayId`,
                [_xN]: _nGI }], [0, { [_eQN]: `TransitGatewayId`,
                [_xN]: _tGI }], [0, { [_eQN]: `LocalGatewayId`,
                [_xN]: _lGI }], [0, { [_eQN]: `CarrierGatewayId`,
                [_xN]: _cGI }], [0, { [_eQN]: `NetworkInterfaceId`,
                [_xN]: _nII }], [0, { [_eQN]: `Origin`,
                [_xN]: _o }], [0, { [_eQN]: `State`,
                [_xN]: _st }], [0, { [_eQN]: `VpcPeeringConnectionId`,
                [_xN]: _vPCI }], [0, { [_eQN]: `CoreNetworkArn`,
                [_xN]: _cNA }], [0, { [_eQN]: `OdbNetworkArn`,
                [_xN]: _oNA }], [0, { [_eQN]: `IpAddress`,
                [_xN]: _iAp }]]
];
var RouteTable$ = [3, n0, _RTo,
    0,
    [_As, _PVro, _RTI, _Rou, _T, _VI, _OI],
    [[() => RouteTableAssociationList, { [_eQN]: `AssociationSet`,
                [_xN]: _aSs }], [() => PropagatingVgwList, { [_eQN]: `PropagatingVgwSet`,
                [_xN]: _pVS }], [0, { [_eQN]: `RouteTableId`,
                [_xN]: _rTI }], [() => RouteList, { [_eQN]: `RouteSet`,
                [_xN]: _rSou }], [() => TagList, { [_eQN]: `TagSet`,
                [_xN]: _tS }], [0, { [_eQN]: `VpcId`,
                [_xN]: _vI }], [0, { [_eQN]: `OwnerId`,
                [_xN]: _oI }]]
];
var RouteTableAssociation$ = [3, n0, _RTA,
    0,
    [_Mai, _RTAI, _RTI, _SIu, _GI, _PIP, _ASs],
    [[2, { [_eQN]: `Main`,
                [_xN]: _mai }], [0, { [_eQN]: `RouteTableAssociationId`,
                [_xN]: _rTAI }], [0, { [_eQN]: `RouteTableId`,
                [_xN]: _rTI }], [0, { [_eQN]: `SubnetId`,
                [_xN]: _sIu }], [0, { [_eQN]: `GatewayId`,
                [_xN]: _gI }], [0, { [_eQN]: `PublicIpv4Pool`,
                [_xN]: _pIP }], [() => RouteTableAssociationState$, { [_eQN]: `AssociationState`,
                [_xN]: _aS }]]
];
var RouteTableAssociationState$ = [3, n0, _RTAS,
    0,
    [_St, _SMt],
    [[0, { [_eQN]: `State`,
                [_xN]: _st }], [0, { [_eQN]: `StatusMessage`,
                [_xN]: _sMt }]]
];
var SecurityGroup$ = [3, n0, _SGec,
    0,
    [_GIr, _IPEp, _T, _VI, _SGA, _OI, _GN, _De, _IPpe],
    [[0, { [_eQN]: `GroupId`,
                [_xN]: _gIr }], [() => IpPermissionList, { [_eQN]: `IpPermissionsEgress`,
                [_xN]: _iPEp }], [() => TagList, { [_eQN]: `TagSet`,
                [_xN]: _tS }], [0, { [_eQN]: `VpcId`,
                [_xN]: _vI }], [0, { [_eQN]: `SecurityGroupArn`,
                [_xN]: _sGA }], [0, { [_eQN]: `OwnerId`,
                [_xN]: _oI }], [0, { [_eQN]: `GroupName`,
                [_xN]: _gN }], [0, { [_eQN]: `GroupDescription`,
                [_xN]: _gD }], [() => IpPermissionList, { [_eQN]: `IpPermissions`,
                [_xN]: _iPpe }]]
];
var SecurityGroupRule$ = [3, n0, _SGRe,
    0,
    [_SGRIe, _GIr, _GOI, _IE, _IPpr, _FP, _TP, _CIidr, _CIid, _PLI, _RGIe, _De, _T, _SGRA],
    [[0, { [_eQN]: `SecurityGroupRuleId`,
                [_xN]: _sGRI }], [0, { [_eQN]: `GroupId`,
                [_xN]: _gIr }], [0, { [_eQN]: `GroupOwnerId`,
                [_xN]: _gOI }], [2, { [_eQN]: `IsEgress`,
                [_xN]: _iEs }], [0, { [_eQN]: `IpProtocol`,
                [_xN]: _iPp }], [1, { [_eQN]: `FromPort`,
                [_xN]: _fP }], [1, { [_eQN]: `ToPort`,
                [_xN]: _tP }], [0, { [_eQN]: `CidrIpv4`,
                [_xN]: _cIidr }], [0, { [_eQN]: `CidrIpv6`,
                [_xN]: _cIid }], [0, { [_eQN]: `PrefixListId`,
                [_xN]: _pLI }], [() => ReferencedSecurityGroup$, { [_eQN]: `ReferencedGroupInfo`,
                [_xN]: _rGIe }], [0, { [_eQN]: `Description`,
                [_xN]: _de }], [() => TagList, { [_eQN]: `TagSet`,
                [_xN]: _tS }], [0, { [_eQN]: `SecurityGroupRuleArn`,
                [_xN]: _sGRA }]]
];
var Tag$ = [3, n0, _Ta,
    0,
    [_K, _V],
    [[0, { [_eQN]: `Key`,
                [_xN]: _k }], [0, { [_eQN]: `Value`,
                [_xN]: _v }]]
];
var TagSpecification$ = [3, n0, _TSa,
    0,
    [_RTe, _T],
    [[0, { [_eQN]: `ResourceType`,
                [_xN]: _rTe }], [() => TagList, { [_xN]: _Ta }]]
];
var UserIdGroupPair$ = [3, n0, _UIGPs,
    0,
    [_De, _UI, _GN, _GIr, _VI, _VPCI, _PSee],
    [[0, { [_eQN]: `Description`,
                [_xN]: _de }], [0, { [_eQN]: `UserId`,
                [_xN]: _uI }], [0, { [_eQN]: `GroupName`,
                [_xN]: _gN }], [0, { [_eQN]: `GroupId`,
                [_xN]: _gIr }], [0, { [_eQN]: `VpcId`,
                [_xN]: _vI }], [0, { [_eQN]: `VpcPeeringConnectionId`,
                [_xN]: _vPCI }], [0, { [_eQN]: `PeeringStatus`,
                [_xN]: _pSee }]]
];
var VpcBlockPublicAccessOptions$ = [3, n0, _VBPAO,
    0,
    [_AAI, _ARw, _St, _IGBM, _Re, _LUT, _MB, _EAx],
    [[0, { [_eQN]: `AwsAccountId`,
                [_xN]: _aAI }], [0, { [_eQN]: `AwsRegion`,
                [_xN]: _aRw }], [0, { [_eQN]: `State`,
                [_xN]: _st }], [0, { [_eQN]: `InternetGatewayBlockMode`,
                [_xN]: _iGBM }], [0, { [_eQN]: `Reason`,
                [_xN]: _re }], [4, { [_eQN]: `LastUpdateTimestamp`,
                [_xN]: _lUT }], [0, { [_eQN]: `ManagedBy`,
                [_xN]: _mB }], [0, { [_eQN]: `ExclusionsAllowed`,
                [_xN]: _eAx }]]
];
var AssetIdList = (/* unused pure expression or super */ null && (64 | 0));
var AvailabilityZoneGeographyList = [1, n0, _AZGL,
    0, [() => AvailabilityZoneGeography$,
        { [_xN]: _it }]
];
var AvailabilityZoneList = [1, n0, _AZL,
    0, [() => AvailabilityZone$,
        { [_xN]: _it }]
];
var AvailabilityZoneMessageList = [1, n0, _AZML,
    0, [() => AvailabilityZoneMessage$,
        { [_xN]: _it }]
];
var AvailabilityZoneSubGeographyList = [1, n0, _AZSGL,
    0, [() => AvailabilityZoneSubGeography$,
        { [_xN]: _it }]
];
var CarrierGatewayIdSet = (/* unused pure expression or super */ null && (64 | 0));
var DescribeImageReferencesImageIdStringList = (/* unused pure expression or super */ null && (64 | 0));
var DescribeImageUsageReportsImageIdStringList = (/* unused pure expression or super */ null && (64 | 0));
var DescribeInstanceTopologyGroupNameSet = (/* unused pure expression or super */ null && (64 | 0));
var DescribeInstanceTopologyInstanceIdSet = (/* unused pure expression or super */ null && (64 | 0));
var FilterList = [1, n0, _FLi,
    0, [() => Filter$,
        { [_xN]: _Fil }]
];
var FleetIdSet = (/* unused pure expression or super */ null && (64 | 0));
var GroupIds = [1, n0, _GIro,
    0, [0,
        { [_xN]: _it }]
];
var GroupIdStringList = [1, n0, _GISL,
    0, [0,
        { [_xN]: _gIr }]
];
var GroupNameStringList = [1, n0, _GNSL,
    0, [0,
        { [_xN]: _GN }]
];
var ImageUsageReportIdStringList = (/* unused pure expression or super */ null && (64 | 0));
var InstanceTypeList = (/* unused pure expression or super */ null && (64 | 0));
var InstanceTypes = (/* unused pure expression or super */ null && (64 | 0));
var InternetGatewayAttachmentList = [1, n0, _IGAL,
    0, [() => InternetGatewayAttachment$,
        { [_xN]: _it }]
];
var InternetGatewayIdList = [1, n0, _IGIL,
    0, [0,
        { [_xN]: _it }]
];
var InternetGatewayList = [1, n0, _IGL,
    0, [() => InternetGateway$,
        { [_xN]: _it }]
];
var IpPermissionList = [1, n0, _IPLp,
    0, [() => IpPermission$,
        { [_xN]: _it }]
];
var IpRangeList = [1, n0, _IRLp,
    0, [() => IpRange$,
        { [_xN]: _it }]
];
var IpRanges = [1, n0, _IRpa,
    0, [0,
        { [_xN]: _it }]
];
var Ipv6RangeList = [1, n0, _IRLpv,
    0, [() => Ipv6Range$,
        { [_xN]: _it }]
];
var ManagedPrefixListSet = [1, n0, _MPLS,
    0, [() => ManagedPrefixList$,
        { [_xN]: _it }]
];
var NetworkInterfacePermissionIdList = (/* unused pure expression or super */ null && (64 | 0));
var PlacementGroupStringList = (/* unused pure expression or super */ null && (64 | 0));
var PrefixListIdList = [1, n0, _PLIL,
    0, [() => PrefixListId$,
        { [_xN]: _it }]
];
var PrefixListSet = [1, n0, _PLSr,
    0, [() => PrefixList$,
        { [_xN]: _it }]
];
var ProductDescriptionList = (/* unused pure expression or super */ null && (64 | 0));
var PropagatingVgwList = [1, n0, _PVL,
    0, [() => PropagatingVgw$,
        { [_xN]: _it }]
];
var RegionNames = (/* unused pure expression or super */ null && (64 | 0));
var RequestInstanceTypeList = (/* unused pure expression or super */ null && (64 | 0));
var ReservedInstancesOfferingIdStringList = (/* unused pure expression or super */ null && (64 | 0));
var ResourceIdList = (/* unused pure expression or super */ null && (64 | 0));
var ResourceTypeOptionValuesList = (/* unused pure expression or super */ null && (64 | 0));
var RestorableByStringList = (/* unused pure expression or super */ null && (64 | 0));
var RouteList = [1, n0, _RLo,
    0, [() => Route$,
        { [_xN]: _it }]
];
var RouteServerEndpointIdsList = (/* unused pure expression or super */ null && (64 | 0));
var RouteServerIdsList = (/* unused pure expression or super */ null && (64 | 0));
var RouteServerPeerIdsList = (/* unused pure expression or super */ null && (64 | 0));
var RouteTableAssociationList = [1, n0, _RTAL,
    0, [() => RouteTableAssociation$,
        { [_xN]: _it }]
];
var RouteTableIdStringList = [1, n0, _RTISL,
    0, [0,
        { [_xN]: _it }]
];
var RouteTableList = [1, n0, _RTLo,
    0, [() => RouteTable$,
        { [_xN]: _it }]
];
var SecurityGroupList = [1, n0, _SGL,
    0, [() => SecurityGroup$,
        { [_xN]: _it }]
];
var SecurityGroupRuleIdList = [1, n0, _SGRIL,
    0, [0,
        { [_xN]: _it }]
];
var SecurityGroupRuleList = [1, n0, _SGRL,
    0, [() => SecurityGroupRule$,
        { [_xN]: _it }]
];
var TagList = [1, n0, _TL,
    0, [() => Tag$,
        { [_xN]: _it }]
];
var TagSpecificationList = [1, n0, _TSL,
    0, [() => TagSpecification$,
        { [_xN]: _it }]
];
var TrafficMirrorFilterRuleFieldList = (/* unused pure expression or super */ null && (64 | 0));
var TrafficMirrorSessionFieldList = (/* unused pure expression or super */ null && (64 | 0));
var TransitGatewayAttachmentIdStringList = (/* unused pure expression or super */ null && (64 | 0));
var UserIdGroupPairList = [1, n0, _UIGPL,
    0, [() => UserIdGroupPair$,
        { [_xN]: _it }]
];
var ValueStringList = [1, n0, _VSL,
    0, [0,
        { [_xN]: _it }]
];
var ZoneIdStringList = [1, n0, _ZISL,
    0, [0,
        { [_xN]: _ZI }]
];
var ZoneNameStringList = [1, n0, _ZNSL,
    0, [0,
        { [_xN]: _ZN }]
];
var AuthorizeSecurityGroupIngress$ = [9, n0, _ASGIu,
    0, () => AuthorizeSecurityGroupIngressRequest$, () => AuthorizeSecurityGroupIngressResult$
];
var DescribeAvailabilityZones$ = [9, n0, _DAZe,
    0, () => DescribeAvailabilityZonesRequest$, () => DescribeAvailabilityZonesResult$
];
var DescribeInternetGateways$ = [9, n0, _DIGe,
    0, () => DescribeInternetGatewaysRequest$, () => DescribeInternetGatewaysResult$
];
var DescribeManagedPrefixLists$ = [9, n0, _DMPLe,
    0, () => DescribeManagedPrefixListsRequest$, () => DescribeManagedPrefixListsResult$
];
var DescribeRouteTables$ = [9, n0, _DRTe,
    0, () => DescribeRouteTablesRequest$, () => DescribeRouteTablesResult$
];
var DescribeSecurityGroupRules$ = [9, n0, _DSGRescri,
    0, () => DescribeSecurityGroupRulesRequest$, () => DescribeSecurityGroupRulesResult$
];
var DescribeSecurityGroups$ = [9, n0, _DSGe,
    0, () => DescribeSecurityGroupsRequest$, () => DescribeSecurityGroupsResult$
];
var DescribeVpcBlockPublicAccessOptions$ = [9, n0, _DVBPAO,
    0, () => DescribeVpcBlockPublicAccessOptionsRequest$, () => DescribeVpcBlockPublicAccessOptionsResult$
];


/***/ })

};
